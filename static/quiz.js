// Asks the questions of a quiz one by one: a form for each, what was right and why, and at the end a score, the
// wrong ones again, and a record to print. Without it the page is a list of questions whose answers fold out.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var make = shared.element;
  var fill = shared.fill;
  var quiz = document.querySelector(".quiz");
  if (!quiz) return;
  var words = quiz.dataset;
  var slot = quiz.querySelector(".quiz-slot");
  var all = Array.prototype.map.call(quiz.querySelectorAll(".quiz-question"), read);
  var asked = [];
  var at = 0;

  // A question as the page shows it.
  function read(item) {
    var options = item.querySelector(".quiz-options");
    return {
      item: item,
      ask: item.querySelector(".quiz-ask").textContent,
      topic: item.dataset.topic,
      given: Array.prototype.filter.call(item.children, function (child) { return child.matches(".quiz-context, .quiz-said, .quiz-facts"); }),
      options: Array.prototype.slice.call(options.children),
      looks: options.className,
      inOrder: options.classList.contains("in-order"),
      why: item.querySelector(".quiz-why"),
    };
  }

  function button(text, className, act) {
    return shared.button(text, "button " + className, act);
  }

  function nameOf(option) {
    return option.querySelector(".quiz-option-text").firstChild.textContent;
  }

  // A tick or a cross, so that no meaning rests on colour alone; the words beside it say the same.
  function mark(right) {
    return icon(right ? "M5 12.5l4.5 4.500L19 7.500" : "M6.500 6.500l11 11m0-11l-11 11");
  }

  function icon(line) {
    var drawing = shared.svg("svg", { "class": "quiz-mark", viewBox: "0 0 24 24", "aria-hidden": "true" });
    drawing.appendChild(shared.svg("path", { d: line }));
    return drawing;
  }

  // The frame that stays while questions come and go: the screen reader listens to its status.
  var run = make("div", "quiz-run");
  run.setAttribute("role", "group");
  run.setAttribute("aria-label", words.title);
  var progress = make("div", "quiz-progress");
  var stage = make("div", "quiz-stage");
  var status = shared.status("div", "quiz-status");
  var after = make("div", "quiz-after");
  var tools = make("div", "quiz-tools");
  var toList = button(words.list, "soft", function () { show(true); });
  tools.appendChild(toList);
  [progress, stage, status, after, tools].forEach(function (part) { run.appendChild(part); });
  var back = button(words.one, "soft quiz-back", function () { show(false); });

  function show(list) {
    quiz.classList.toggle("running", !list);
    run.hidden = list;
    back.hidden = !list;
    (list ? back : toList).focus();
  }

  function empty() {
    [progress, stage, status, after].forEach(function (part) { part.textContent = ""; });
    status.className = "quiz-status";
    quiz.classList.remove("finished");
  }

  function start(questions, focus) {
    asked = questions.map(function (question) { return { question: question, right: false, answer: "", done: false }; });
    at = 0;
    ask(focus);
  }

  function ask(focus) {
    var question = asked[at].question;
    empty();
    var count = make("span", "", fill(words.progress, { number: at + 1, count: asked.length }));
    count.id = "quiz-count";
    var bar = make("progress");
    bar.max = asked.length;
    bar.value = at;
    bar.setAttribute("aria-labelledby", count.id);
    progress.appendChild(count);
    progress.appendChild(bar);

    var form = make("form");
    var fields = make("fieldset");
    var legend = make("legend");
    var heading = make("h2", "quiz-ask", question.ask);
    heading.tabIndex = -1;
    legend.appendChild(heading);
    fields.appendChild(legend);
    var described = question.given.map(function (part, index) {
      var copy = part.cloneNode(true);
      copy.id = "quiz-given-" + index;
      fields.appendChild(copy);
      return copy.id;
    });
    if (described.length) fields.setAttribute("aria-describedby", described.join(" "));
    var answers = question.inOrder ? sortable(question) : radios(question);
    fields.appendChild(answers.element);
    form.appendChild(fields);
    var check = make("button", "button quiz-check", words.check);
    form.appendChild(check);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var given = answers.given();
      if (given === null) {
        status.textContent = words.choose;
        answers.element.querySelector("input").focus();
        return;
      }
      form.removeChild(check);
      answers.close();
      judge(given);
    });
    stage.appendChild(form);
    if (focus) {
      heading.focus({ preventScroll: true });
      run.scrollIntoView({ block: "start" });
    }
  }

  // The options as radio buttons; `given` is what was chosen, or null.
  function radios(question) {
    var list = make("div", question.looks);
    var inputs = question.options.map(function (option, index) {
      var label = make("label", "quiz-option " + option.className);
      var input = make("input");
      input.type = "radio";
      input.name = "quiz-answer";
      input.value = String(index);
      label.appendChild(input);
      Array.prototype.forEach.call(option.childNodes, function (child) { label.appendChild(child.cloneNode(true)); });
      list.appendChild(label);
      return input;
    });
    function chosen() {
      return inputs.findIndex(function (input) { return input.checked; });
    }
    return {
      element: list,
      given: function () {
        var index = chosen();
        if (index < 0) return null;
        var option = question.options[index];
        return { right: option.hasAttribute("data-right"), text: nameOf(option) };
      },
      close: function () {
        inputs.forEach(function (input, index) {
          var right = question.options[index].hasAttribute("data-right");
          input.disabled = true;
          if (right || input.checked) {
            var label = input.parentNode;
            label.classList.add(right ? "is-right" : "is-wrong");
            var note = make("span", "quiz-note");
            note.appendChild(mark(right));
            note.appendChild(make("span", "", right ? words.rightOption : words.yourOption));
            label.appendChild(note);
          }
        });
      },
    };
  }

  // The options as a list in which each has a button up and a button down.
  function sortable(question) {
    var list = make("ol", question.looks);
    var rows = question.options.map(function (option) {
      var row = make("li", "quiz-row");
      row.appendChild(make("span", "quiz-option-text", nameOf(option)));
      var steps = make("span", "quiz-steps");
      [["up", -1, "M12 19V5.500m-6 6l6-6 6 6"], ["down", 1, "M12 5v13.500m-6-6l6 6 6-6"]].forEach(function (way) {
        var step = shared.button("", "quiz-step", function () { move(row, way[1], step); });
        step.setAttribute("aria-label", fill(words[way[0]], { name: nameOf(option) }));
        step.appendChild(icon(way[2]));
        steps.appendChild(step);
      });
      row.appendChild(steps);
      row.quizOption = option;
      list.appendChild(row);
      return row;
    });
    function places() {
      return Array.prototype.slice.call(list.children);
    }
    function ends() {
      places().forEach(function (row, index) {
        var steps = row.querySelectorAll("button");
        // Not `disabled`: the focus stays on a button that has just moved its row to the end.
        steps[0].setAttribute("aria-disabled", String(index === 0));
        steps[1].setAttribute("aria-disabled", String(index === rows.length - 1));
      });
    }
    function move(row, by, step) {
      var place = places().indexOf(row) + by;
      if (place < 0 || place >= rows.length) return;
      var other = places()[place];
      list.insertBefore(row, by < 0 ? other : other.nextSibling);
      ends();
      step.focus();
      status.textContent = fill(words.place, { name: nameOf(row.quizOption), number: place + 1, count: rows.length });
    }
    ends();
    return {
      element: list,
      given: function () {
        var right = places().every(function (row, index) { return Number(row.quizOption.dataset.place) === index + 1; });
        return { right: right, text: places().map(function (row) { return nameOf(row.quizOption); }).join(" → ") };
      },
      close: function () {
        places().forEach(function (row, index) {
          var right = Number(row.quizOption.dataset.place) === index + 1;
          row.classList.add(right ? "is-right" : "is-wrong");
          row.replaceChild(mark(right), row.querySelector(".quiz-steps"));
        });
      },
    };
  }

  function judge(given) {
    var one = asked[at];
    one.right = given.right;
    one.answer = given.text;
    one.done = true;
    progress.querySelector("progress").value = at + 1;
    status.textContent = "";
    status.className = "quiz-status " + (given.right ? "is-right" : "is-wrong");
    var verdict = make("p", "quiz-verdict");
    verdict.appendChild(mark(given.right));
    verdict.appendChild(make("strong", "", given.right ? words.right : words.wrong));
    status.appendChild(verdict);
    Array.prototype.forEach.call(one.question.why.children, function (part) {
      if (part.matches(".quiz-links")) return;
      if (part.matches(".quiz-right")) {
        if (given.right) return;
        status.appendChild(make("p", "quiz-is", words.is));
      }
      status.appendChild(part.cloneNode(true));
    });
    after.appendChild(one.question.why.querySelector(".quiz-source").cloneNode(true));
    var last = at + 1 === asked.length;
    var next = button(last ? words.finish : words.next, "quiz-next", function () {
      at += 1;
      if (last) finish();
      else ask(true);
    });
    after.insertBefore(next, after.firstChild);
    next.focus();
  }

  // The score, and what it is made of.
  function finish() {
    empty();
    quiz.classList.add("finished");
    var wrong = asked.filter(function (one) { return !one.right; });
    var right = asked.length - wrong.length;
    var record = make("div", "quiz-record");
    var heading = make("h2", "quiz-score", fill(words.score, { right: right, count: asked.length }));
    heading.tabIndex = -1;
    record.appendChild(heading);
    record.appendChild(who());
    record.appendChild(byTopic());
    record.appendChild(table());
    stage.appendChild(record);
    if (wrong.length) {
      after.appendChild(button(words.wrongAgain, "quiz-wrong-again", function () {
        start(wrong.map(function (one) { return one.question; }), true);
      }));
    }
    after.appendChild(button(words.print, "soft quiz-print", function () { window.print(); }));
    after.appendChild(button(words.again, "soft quiz-again", function () { start(all, true); }));
    heading.focus({ preventScroll: true });
    run.scrollIntoView({ block: "start" });
  }

  function who() {
    // The site writes days before months, as in Europe.
    var language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
    var line = make("div", "quiz-who");
    var label = make("label", "", words.name + " ");
    label.htmlFor = "quiz-name";
    label.appendChild(make("span", "quiz-hint no-print", "(" + words.nameHint + ")"));
    var input = make("input");
    input.id = "quiz-name";
    input.autocomplete = "off";
    var date = make("p", "", words.date + ": " + new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date()));
    [label, input, date].forEach(function (part) { line.appendChild(part); });
    return line;
  }

  function byTopic() {
    var part = make("section", "quiz-topics");
    part.appendChild(make("h3", "", words.topics));
    var list = make("ul");
    var topics = [];
    asked.forEach(function (one) {
      if (topics.indexOf(one.question.topic) < 0) topics.push(one.question.topic);
    });
    topics.forEach(function (topic) {
      var of = asked.filter(function (one) { return one.question.topic === topic; });
      var right = of.filter(function (one) { return one.right; }).length;
      var item = make("li");
      item.appendChild(make("span", "quiz-topic", topic));
      var bar = make("progress");
      bar.max = of.length;
      bar.value = right;
      bar.setAttribute("aria-hidden", "true");
      item.appendChild(bar);
      item.appendChild(make("span", "quiz-count", fill(words.score, { right: right, count: of.length })));
      list.appendChild(item);
    });
    part.appendChild(list);
    return part;
  }

  function table() {
    var part = make("section", "quiz-answers");
    part.appendChild(make("h3", "", words.record));
    var region = make("div", "table-region");
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", words.record);
    region.tabIndex = 0;
    var made = make("table");
    var head = make("tr");
    [words.question, words.yourAnswer, words.result].forEach(function (text) {
      var cell = make("th", "", text);
      cell.scope = "col";
      head.appendChild(cell);
    });
    made.appendChild(make("thead")).appendChild(head);
    var body = made.appendChild(make("tbody"));
    asked.forEach(function (one) {
      var row = make("tr");
      var question = make("th");
      question.scope = "row";
      question.appendChild(make("b", "", one.question.ask));
      one.question.given.forEach(function (given) {
        if (!given.matches(".quiz-facts")) question.appendChild(make("span", "quiz-given", given.textContent.trim()));
      });
      row.appendChild(question);
      row.appendChild(make("td", "", one.answer));
      var result = make("td", one.right ? "is-right" : "is-wrong");
      var verdict = make("span", "quiz-verdict");
      verdict.appendChild(mark(one.right));
      verdict.appendChild(make("span", "", one.right ? words.right : words.wrong));
      result.appendChild(verdict);
      if (!one.right) result.appendChild(make("span", "quiz-given", words.is + " " + answerOf(one.question)));
      row.appendChild(result);
      body.appendChild(row);
    });
    region.appendChild(made);
    part.appendChild(region);
    return part;
  }

  function answerOf(question) {
    var right = question.options.filter(function (option) { return option.hasAttribute("data-right"); });
    if (!question.inOrder) return right.map(nameOf).join(", ");
    var sorted = question.options.slice().sort(function (left, other) { return left.dataset.place - other.dataset.place; });
    return sorted.map(nameOf).join(" → ");
  }

  slot.appendChild(back);
  slot.appendChild(run);
  back.hidden = true;
  quiz.classList.add("running");
  start(all, false);

  // An address with a question in it asks for the list.
  if (window.location.hash && all.some(function (question) { return "#" + question.item.id === decodeURIComponent(window.location.hash); })) {
    quiz.classList.remove("running");
    run.hidden = true;
    back.hidden = false;
    document.getElementById(decodeURIComponent(window.location.hash.slice(1))).scrollIntoView();
  }
})();
