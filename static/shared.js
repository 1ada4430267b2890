// What the other scripts share. Sets one name, `personabookShared`; knows no page.
(function () {
  "use strict";

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) {
      made.className = className;
    }
    if (text !== undefined) {
      made.textContent = text;
    }
    return made;
  }

  function button(text, className, act) {
    var made = element("button", className, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  // Screen readers say what is written into it.
  function status(name, className) {
    var made = element(name, className);
    made.setAttribute("role", "status");
    return made;
  }

  function svg(name, attributes) {
    var made = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (attribute) {
      made.setAttribute(attribute, attributes[attribute]);
    });
    return made;
  }

  // Puts values for the {names} of a sentence; a {name} inside a value stays.
  function fill(sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, function (whole, name) {
      return name in values ? String(values[name]) : whole;
    });
  }

  function inOneLine(text) {
    return text.replace(/\s+/g, " ").trim();
  }

  // What an address says, also where it is no whole escape.
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (ignore) {
      return text;
    }
  }

  function replaceAddress(address) {
    try {
      window.history.replaceState(null, "", address);
    } catch (ignore) {
      // Some browsers let no page from disk do this.
    }
  }

  // Null also where the browser keeps nothing.
  function kept(name) {
    try {
      return window.localStorage.getItem(name);
    } catch (ignore) {
      return null;
    }
  }

  // Says whether the browser did; null is kept as nothing.
  function keep(name, text) {
    try {
      if (text === null) {
        window.localStorage.removeItem(name);
      } else {
        window.localStorage.setItem(name, text);
      }
      return true;
    } catch (ignore) {
      return false;
    }
  }

  // Under which name the steps of a path are kept that are done.
  function placeOfSteps(path) {
    return "personabook path: " + path;
  }

  // The steps of a path that are done; nothing when something else is kept there.
  function keptSteps(path) {
    try {
      var found = JSON.parse(kept(placeOfSteps(path)));
      return Array.isArray(found) ? found : [];
    } catch (ignore) {
      return [];
    }
  }

  function keepSteps(path, done) {
    return keep(placeOfSteps(path), done.length ? JSON.stringify(done) : null);
  }

  // `byHand` is for pages that may not.
  function copy(text, done, byHand) {
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(text).then(done, byHand);
    } else {
      byHand();
    }
  }

  window.personabookShared = {
    element: element,
    button: button,
    status: status,
    svg: svg,
    fill: fill,
    decoded: decoded,
    inOneLine: inOneLine,
    replaceAddress: replaceAddress,
    kept: kept,
    keep: keep,
    keptSteps: keptSteps,
    keepSteps: keepSteps,
    copy: copy
  };
}());
