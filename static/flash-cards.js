// Lets a reader learn a deck: one card at a time, turned by button, key or tap, onto a pile of known cards or back under the
// others. Without it the cards are on the page and fold out. Nothing is kept.
(function () {
  "use strict";
  var flash = document.querySelector(".flash");
  if (!flash) return;
  var words = flash.dataset;
  var decks = Array.prototype.slice.call(flash.querySelectorAll(".flash-deck"));
  var run = null;

  function make(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function button(text, className, act) {
    var made = make("button", "button " + className, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function fill(text, values) {
    return text.replace(/\{([a-z]+)\}/g, function (whole, name) { return name in values ? String(values[name]) : whole; });
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
    var status = make("div", "visually-hidden");
    status.setAttribute("role", "status");
    var tools = make("div", "flash-tools");
    [piles, place, tools, status].forEach(function (part) { run.appendChild(part); });
    var again = [];
    var stop = function () {
      close();
      begin.focus();
    };

    function text(side) {
      return side.textContent.replace(/\s+/g, " ").trim();
    }

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
        status.textContent = (turned ? words.back : words.front) + ": " + text(left[0].querySelector(turned ? ".flash-back" : ".flash-front"));
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
