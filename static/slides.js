// One slide at a time: arrow keys, space, Home, End and buttons. Without it the page shows all slides under
// each other. The number of the slide is the address's hash, so that a slide can be linked and stays after a reload.
// It begins before the page is drawn, so that nothing moves once it is.
document.documentElement.classList.add("slideshow");
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  var shared = window.personabookShared;
  var stage = document.querySelector(".slides");
  var slides = Array.prototype.slice.call(stage.querySelectorAll(".slide"));
  var words = stage.dataset;
  var root = document.documentElement;
  var current = 0;
  var single = true;

  var frame = document.querySelector(".slide-stage");
  var controls = document.querySelector(".slide-controls");

  function button(text, name, act) {
    return controls.appendChild(shared.button(text, name, act));
  }
  var back = button(words.previous, "slide-previous", function () { go(current - 1, true); });
  var position = shared.status("span", "slide-position");
  var title = shared.element("span", "visually-hidden");
  controls.appendChild(position);
  var next = button(words.next, "slide-next", function () { go(current + 1, true); });
  controls.appendChild(shared.element("span", "slide-spacer"));
  var all = button(words.all, "slide-all", function () {
    single = !single;
    draw();
    (single ? frame : slides[current]).scrollIntoView();
  });
  if (document.fullscreenEnabled) {
    button(words.fullscreen, "slide-full", function () {
      if (document.fullscreenElement) document.exitFullscreen();
      else frame.requestFullscreen();
    });
  }

  function draw() {
    root.classList.toggle("slideshow", single);
    slides.forEach(function (slide, index) { slide.classList.toggle("shown", index === current); });
    back.setAttribute("aria-disabled", String(current === 0));
    next.setAttribute("aria-disabled", String(current === slides.length - 1));
    back.hidden = next.hidden = position.hidden = !single;
    all.textContent = single ? words.all : words.one;
    var heading = slides[current].querySelector("h2");
    position.textContent = shared.fill(words.position, { number: current + 1, all: slides.length });
    // Heard by a screen reader after the number, as the slide itself is not announced.
    title.textContent = heading ? ": " + heading.textContent : "";
    position.appendChild(title);
  }

  function go(to, remember) {
    to = Math.max(0, Math.min(slides.length - 1, to));
    if (to === current) return;
    current = to;
    draw();
    if (remember) {
      try { history.replaceState(null, "", "#" + (current + 1)); } catch (error) { location.hash = String(current + 1); }
    }
  }

  function fromHash() {
    var number = parseInt(location.hash.slice(1), 10);
    if (number >= 1 && number <= slides.length) go(number - 1, false);
  }

  document.addEventListener("keydown", function (event) {
    if (!single || event.altKey || event.ctrlKey || event.metaKey) return;
    var control = event.target.closest("a, button, summary, input, select, textarea, [role=region]");
    var key = event.key;
    if (control && (key === " " || key === "Enter")) return;
    if (control && !frame.contains(control) && control.matches("summary, input, select, textarea, [role=region]")) return;
    var to = key === "ArrowRight" || key === "ArrowDown" || key === "PageDown" || (key === " " && !event.shiftKey) ? current + 1
      : key === "ArrowLeft" || key === "ArrowUp" || key === "PageUp" || (key === " " && event.shiftKey) ? current - 1
      : key === "Home" ? 0 : key === "End" ? slides.length - 1 : null;
    if (to === null) return;
    event.preventDefault();
    go(to, true);
  });
  window.addEventListener("hashchange", fromHash);
  fromHash();
  draw();
});
