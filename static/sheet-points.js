// What the answers of a conversation sheet come to: their points, and the verdict. What src/score/lead.rs does for the
// framework and the rule of sales. Sets one name, `personabookSheet`; knows no page. tests/it/fit.rs shows that both agree.
(function () {
  "use strict";

  // Whole thousandths, half of one away from zero.
  function thousandths(number) {
    return Math.sign(number) * Math.round(Math.abs(number) * 1000);
  }

  // `items` are { least, most, points }: points are a number, or null while nobody has given any; an item without `most`
  // gives none. `needed` is a number or null; `all` and `any` are lists of true, false or, while it is open, null.
  // Points outside of what an item can give are refused: they are wrong, and stay open.
  function verdict(items, needed, all, any) {
    var low = 0;
    var high = 0;
    var wrong = [];
    var open = [];
    var given = 0;
    var total = 0;
    items.forEach(function (item, place) {
      if (item.most === null) {
        return;
      }
      var least = thousandths(item.least);
      var most = thousandths(item.most);
      var points = item.points === null ? null : thousandths(item.points);
      if (points !== null && !(points >= least && points <= most)) {
        wrong.push(place);
        points = null;
      }
      if (points === null) {
        open.push(place);
        low += least;
        high += most;
      } else {
        given += 1;
        total += points;
        low += points;
        high += points;
      }
    });
    var enough = needed === null || low >= thousandths(needed) ? true : high >= thousandths(needed) ? null : false;
    function every(parts) {
      return parts.indexOf(false) >= 0 ? false : parts.indexOf(null) >= 0 ? null : true;
    }
    var some = any.length === 0 || any.indexOf(true) >= 0 ? true : any.indexOf(null) >= 0 ? null : false;
    return {
      low: low / 1000,
      high: high / 1000,
      given: given,
      total: total / 1000,
      wrong: wrong,
      open: open,
      enough: enough,
      qualified: every([enough, every(all), some])
    };
  }

  window.personabookSheet = { verdict: verdict };
}());
