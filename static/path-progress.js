// How far a reader is on each path, on the index of paths and on the home page: what the pages of the paths keep in this browser. Without it both
// lead to the paths all the same.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var element = shared.element;

  function steps(path) {
    return path.dataset.steps.split("\n").filter(Boolean);
  }

  // How many steps of a path are done; 0 where nothing is kept.
  function done(path) {
    var found = shared.keptSteps(path.dataset.path);
    return steps(path).filter(function (step) { return found.indexOf(step) >= 0; }).length;
  }

  function show(place, path, words, count) {
    var all = steps(path).length;
    var bar = element("progress", "path-bar");
    bar.max = all;
    bar.value = count;
    bar.setAttribute("aria-label", words.label);
    var text = count < all ? shared.fill(words.says, { done: count, steps: all }) : words.all;
    place.append(bar, element("span", "path-so-far-text", text));
  }

  document.querySelectorAll(".path-so-far").forEach(function (place) {
    var count = done(place);
    if (count > 0) {
      show(place, place, place.dataset, count);
    }
  });

  var doors = document.querySelector(".path-doors");
  if (!doors) {
    return;
  }
  var begun = Array.from(doors.content.querySelectorAll("a")).filter(function (path) {
    return done(path) > 0;
  });
  if (begun.length === 0) {
    return;
  }
  var box = element("div", "home-go-on kind-path");
  box.appendChild(element("p", "home-go-on-title", doors.dataset.title));
  var list = element("ul");
  begun.forEach(function (path) {
    var item = element("li");
    item.appendChild(path);
    show(item, path, doors.dataset, done(path));
    list.appendChild(item);
  });
  box.appendChild(list);
  doors.after(box);
}());
