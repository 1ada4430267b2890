// Ticks for the steps of a path, kept in this browser and nowhere else: how far a reader is, and where to go on.
// Where the browser keeps nothing, ticks last as long as the page. Without it the page is a path to read and print.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var element = shared.element;
  var fill = shared.fill;
  var tools = document.querySelector(".path-tools");
  if (!tools) {
    return;
  }
  var words = tools.dataset;
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", words.label);
  var steps = Array.from(document.querySelectorAll(".path-step"));
  var boxes = [];
  var undone = null;

  function keep(done) {
    return shared.keepSteps(words.path, done);
  }

  function title(step) {
    return step.querySelector(".path-title").textContent;
  }

  function done() {
    return steps.filter(function (ignore, index) {
      return boxes[index].checked;
    }).map(function (step) {
      return step.dataset.step;
    });
  }

  function tick(step, index) {
    var label = element("label", "path-check");
    var box = element("input");
    var word = element("span", "", words.done);
    box.type = "checkbox";
    word.id = step.id + "-done";
    box.setAttribute("aria-labelledby", step.id + "-title " + word.id);
    box.addEventListener("change", function () {
      undone = null;
      keep(done());
      show();
    });
    label.append(box, word);
    step.querySelector(".path-tick").appendChild(label);
    boxes[index] = box;
  }

  var status = shared.status("p", "path-status");
  var bar = element("progress", "path-bar");
  bar.max = steps.length;
  bar.setAttribute("aria-label", words.label);
  var next = element("a", "button path-continue");
  var reset = shared.button("", "button soft path-reset", toggleReset);
  var note = element("p", "path-note");

  function show() {
    var count = 0;
    var first = null;
    steps.forEach(function (step, index) {
      var isDone = boxes[index].checked;
      step.classList.toggle("done", isDone);
      count += isDone ? 1 : 0;
      if (!isDone && !first) {
        first = step;
      }
    });
    bar.value = count;
    status.textContent = fill(first ? words.progress : words.all, { done: count, steps: steps.length });
    next.hidden = !first;
    if (first) {
      next.href = "#" + first.id;
      next.textContent = fill(count ? words.continue : words.begin, { step: title(first) });
    }
    reset.hidden = count === 0 && !undone;
    reset.textContent = undone ? words.undo : words.reset;
  }

  function mark(keys) {
    steps.forEach(function (step, index) {
      boxes[index].checked = keys.indexOf(step.dataset.step) >= 0;
    });
  }

  function toggleReset() {
    var before = undone ? null : done();
    mark(undone || []);
    undone = before;
    keep(done());
    show();
  }

  steps.forEach(tick);
  mark(shared.keptSteps(words.path));
  note.textContent = keep(done()) ? words.kept : words.lost;
  tools.append(status, bar, next, reset, note);
  show();
}());
