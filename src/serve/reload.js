// Keeps a page the same as the site that is being written: asks the server for what is newer than this page,
// fetches style sheets again or loads the page again at the same place, and shows what is wrong with the book.
// Only `personabook serve` adds it to pages.
(function () {
  "use strict";
  const here = document.currentScript;
  const folder = new URL(".", here.src).pathname;
  const key = "personabook-place";
  const patience = 1000;
  let generation = Number(here.dataset.generation);
  let question = null;
  let hidden = null;
  let isLeaving = false;

  // The window and every part of the page that scrolls by itself, such as a wide journey map.
  function scrolled() {
    const places = [];
    document.querySelectorAll("*").forEach(function (element, index) {
      if (element.scrollLeft || element.scrollTop) {
        places.push([index, element.scrollLeft, element.scrollTop]);
      }
    });
    return places;
  }

  function loadAgain() {
    // Somebody may be writing on this page: whoever keeps it loads it again later.
    if (!document.dispatchEvent(new Event("personabook-load-again", { cancelable: true }))) {
      return false;
    }
    try {
      const place = { page: location.pathname, x: scrollX, y: scrollY, places: scrolled() };
      sessionStorage.setItem(key, JSON.stringify(place));
    } catch (ignore) {
      // No storage: the browser's own memory of the place must do.
    }
    location.reload();
    return true;
  }

  function returnToPlace() {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.removeItem(key);
    } catch (ignore) {
      return;
    }
    if (!place || place.page !== location.pathname) {
      return;
    }
    const elements = document.querySelectorAll("*");
    for (const [index, left, top] of place.places) {
      if (elements[index]) {
        elements[index].scrollTo({ left, top, behavior: "instant" });
      }
    }
    scrollTo({ left: place.x, top: place.y, behavior: "instant" });
  }

  // The old sheet stays until the new one is there, so that the page never flashes bare.
  function swapStyles() {
    for (const old of document.querySelectorAll("link[rel~='stylesheet']")) {
      const url = new URL(old.href);
      if (url.origin !== location.origin || url.pathname.startsWith(folder)) {
        continue;
      }
      const fresh = old.cloneNode();
      url.searchParams.set("generation", generation);
      fresh.href = url.href;
      fresh.addEventListener("load", function () { old.remove(); });
      fresh.addEventListener("error", function () { old.remove(); });
      old.after(fresh);
    }
  }

  function addStyle() {
    const url = folder + "overlay.css";
    if (!document.querySelector("link[href='" + url + "']")) {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = url;
      document.head.append(link);
    }
  }

  let told = null;

  function show(error) {
    if (error !== told) {
      told = error;
      document.dispatchEvent(new Event("personabook-error"));
    }
    const old = document.getElementById("personabook-errors");
    if (old && (!error || old.dataset.text !== error)) {
      old.remove();
    }
    if (!error || error === hidden || document.getElementById("personabook-errors")) {
      return;
    }
    // A page that stands for the missing site says it already.
    if (document.querySelector(".personabook-nothing-yet")) {
      return;
    }
    addStyle();
    const overlay = document.createElement("section");
    overlay.id = "personabook-errors";
    overlay.lang = "en";
    overlay.dataset.text = error;
    overlay.setAttribute("role", "alert");
    const title = document.createElement("h2");
    title.textContent = "This page is from before the last change, which has an error";
    const text = document.createElement("pre");
    text.tabIndex = 0;
    text.textContent = error;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Hide until the next change";
    button.addEventListener("click", function () {
      hidden = error;
      overlay.remove();
    });
    overlay.append(title, button, text);
    document.body.append(overlay);
  }

  function take(news) {
    // Whoever is on the way to another page gets there: to load this one again would call them back.
    if (isLeaving) {
      throw new Error("leaving");
    }
    // A page without a site shows the error as its text.
    const waits = document.querySelector(".personabook-nothing-yet");
    if (news.change === "page" || (waits && news.generation !== generation)) {
      generation = news.generation;
      return !loadAgain();
    }
    if (news.generation !== generation) {
      hidden = null;
    }
    generation = news.generation;
    if (news.change === "style") {
      swapStyles();
    }
    show(news.error);
    return true;
  }

  // A tab in the background does not ask: a browser opens six connections at most for all tabs of a site.
  async function ask(after) {
    if (question || document.hidden) {
      return;
    }
    question = new AbortController();
    const own = question;
    let again = 0;
    try {
      const address = folder + "generation?after=" + after;
      const answer = await fetch(address, { cache: "no-store", signal: own.signal });
      if (!answer.ok) {
        throw new Error(answer.statusText);
      }
      if (!take(await answer.json())) {
        return;
      }
    } catch (ignore) {
      // The server has ended, or the page was hidden or left; it may come back.
      again = patience;
    } finally {
      if (question === own) {
        question = null;
      }
    }
    if (!own.signal.aborted) {
      setTimeout(function () { ask(generation); }, again);
    }
  }

  function stop() {
    if (question) {
      question.abort();
      question = null;
    }
  }

  function start() {
    ask(generation);
  }

  document.addEventListener("visibilitychange", function () {
    if (document.hidden) {
      stop();
    } else {
      start();
    }
  });
  addEventListener("beforeunload", function () {
    isLeaving = true;
    setTimeout(function () { isLeaving = false; }, 5 * patience);
  });
  addEventListener("pagehide", stop);
  addEventListener("pageshow", start);
  addEventListener("load", returnToPlace);
})();
