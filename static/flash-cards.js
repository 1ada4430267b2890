// Lets a reader learn a deck: one card at a time, turned by button, key or tap, onto a pile of known cards or back under the
// others. Without it the cards are on the page and fold out. Nothing is kept.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var make = shared.element;
  var fill = shared.fill;
  var flash = document.querySelector(".flash");
  if (!flash) return;
  var words = flash.dataset;
  var decks = Array.prototype.slice.call(flash.querySelectorAll(".flash-deck"));
  var run = null;

  function button(text, className, act) {
    return shared.button(text, "button " + className, act);
  }

  decks.forEach(function (deck) {
    var title = deck.querySelector("h2").textContent;
    var begin = button(fill(words.start, { deck: title }), "soft flash-start", function () { learn(deck, begin); });
    deck.querySelector(".heading").appendChild(begin);
  });

  function learn(deck, begin) {
    if (run) close();
    var title = deck.querySelector("h2").textContent;
    var cards = Array.prototype.slice.call(deck.querySelectorAll(".flash-card"));
    var left = cards.slice();
    var known = 0;
    var turned = false;

    run = make("div", "flash-run");
    run.setAttribute("role", "group");
    run.setAttribute("aria-label", title);
    var piles = make("p", "flash-piles");
    var place = make("div", "flash-place");
    var status = shared.status("div", "visually-hidden");
    var tools = make("div", "flash-tools");
    [piles, place, tools, status].forEach(function (part) { run.appendChild(part); });
    var again = [];
    var stop = function () {
      close();
      begin.focus();
    };

    function side(card) {
      var made = make("div", "flash-side " + card.parentNode.className + (turned ? " turned" : ""));
      made.appendChild(make("span", "flash-which", turned ? words.back : words.front));
      made.appendChild((turned ? card.querySelector(".flash-back") : card.querySelector(".flash-front")).cloneNode(true));
      // A tap on the card turns it as well; keys and screen readers have the button.
      made.addEventListener("click", function (event) {
        if (!event.target.closest("a")) turn();
      });
      return made;
    }

    function show() {
      place.textContent = "";
      tools.textContent = "";
      piles.textContent = fill(words.piles, { known: known, again: again.length, left: left.length });
      if (!left.length && again.length) {
        left = again;
        again = [];
        return show();
      }
      if (!left.length) {
        var done = make("p", "flash-done", fill(words.done, { count: cards.length }));
        place.appendChild(done);
        status.textContent = done.textContent;
        tools.appendChild(button(words.restart, "flash-restart", function () {
          left = cards.slice();
          known = 0;
          turned = false;
          show();
        }));
      } else {
        place.appendChild(side(left[0]));
        status.textContent = (turned ? words.back : words.front) + ": " + shared.inOneLine(left[0].querySelector(turned ? ".flash-back" : ".flash-front").textContent);
        if (turned) {
          tools.appendChild(button(words.knew, "flash-knew", function () { put(true); }));
          tools.appendChild(button(words.again, "soft flash-again", function () { put(false); }));
        } else {
          tools.appendChild(button(words.turn, "flash-turn", turn));
        }
      }
      tools.appendChild(button(words.stop, "soft flash-stop", stop));
      tools.querySelector("button").focus({ preventScroll: true });
    }

    function turn() {
      turned = !turned;
      show();
    }

    function put(knew) {
      var card = left.shift();
      if (knew) known += 1;
      else again.push(card);
      turned = false;
      show();
    }

    deck.insertBefore(run, deck.querySelector(".flash-cards"));
    deck.classList.add("learning");
    show();
    run.scrollIntoView({ block: "start" });
  }

  function close() {
    run.parentNode.classList.remove("learning");
    run.parentNode.removeChild(run);
    run = null;
  }
})();
