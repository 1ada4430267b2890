// What is new on the home page since somebody was last here. The browser keeps what it had seen on the last day of a visit; on a first visit nothing
// is new. Stands where it is shown, so that nothing moves.
(function () {
  "use strict";

  var shared = window.personabookShared;
  var news = window.personabookChanges;
  var place = document.currentScript;
  if (!shared || !news || !news.changes.length || !place) {
    return;
  }
  var name = "personabook-changes:" + news.book;
  var newest = news.changes[0].day;
  var ofNewest = news.changes.filter(function (one) { return one.day === newest; }).length;
  var today = new Date().toDateString();

  // What was seen before today, and what is seen now: a day, and how many changes it had.
  function seen() {
    try {
      return JSON.parse(shared.kept(name)) || null;
    } catch (ignore) {
      return null;
    }
  }

  var last = seen();
  var before = last && (last.on === today ? last.before : last.now);
  var now = { day: newest, count: ofNewest };
  shared.keep(name, JSON.stringify({ on: today, before: before || now, now: now }));
  if (!before) {
    return;
  }
  var fresh = news.changes.filter(function (one) {
    return one.day > before.day || (one.day === before.day && one.day === newest && ofNewest > before.count);
  });
  if (!fresh.length) {
    return;
  }
  var section = shared.element("section", "home-section home-news");
  var title = shared.element("h2", "", news.title);
  title.id = "news";
  section.setAttribute("aria-labelledby", "news");
  section.appendChild(title);
  var list = shared.element("ul");
  fresh.forEach(function (one) {
    var item = shared.element("li");
    var link = shared.element("a", "", one.name);
    link.href = one.url;
    item.appendChild(link);
    item.appendChild(shared.element("span", "quiet small", " " + one.date + " · " + one.count + " · " + one.said));
    list.appendChild(item);
  });
  section.appendChild(list);
  var more = shared.element("p");
  var all = shared.element("a", "", news.all);
  all.href = news.page;
  more.appendChild(all);
  section.appendChild(more);
  place.parentNode.insertBefore(section, place);
}());
