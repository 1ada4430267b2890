// The fit calculator on the page of an ideal customer profile: a control for every value the scorecard looks at,
// the points for each criterion with the reason, and the score. The rules come from the library
// (<profile>-rules.js), the score from fit-score.js. Without it the page has the scorecard as a table.
(function () {
  "use strict";
  var shared = window.personabookShared;
  var element = shared.element;
  var fill = shared.fill;
  var slot = document.querySelector(".fit-slot");
  var rules = window.personabookRules;
  if (!slot || !rules) {
    return;
  }
  var words = rules.words;
  var language = document.documentElement.lang;
  // A value that is known and is none of those the rules name.
  var OTHER = "~";
  var controls = new Map();
  var prefix = "fit-";
  var ids = 0;

  function newId() {
    ids += 1;
    return prefix + ids;
  }

  // At most one decimal, as the page writes numbers: half is rounded away from zero.
  function written(number) {
    var size = Math.abs(number);
    var rounded = Math.round(size * 10) / 10;
    var shown = rounded.toLocaleString(language, { maximumFractionDigits: 1, useGrouping: size >= 10000 });
    return number < 0 && rounded !== 0 ? "\u2212" + shown : shown;
  }

  // A number, or from which to which number it may be.
  function span(range) {
    var low = written(range.low);
    var high = written(range.high);
    return low === high ? low : fill(words.range, { low: low, high: high });
  }

  function capital(text) {
    return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
  }

  // ---- Controls: each knows its value, can be set from a text and be emptied

  function labelled(field, input) {
    var label = element("label", "fit-label", capital(field.label));
    input.id = newId();
    label.htmlFor = input.id;
    var box = element("div", "fit-field");
    box.append(label, input);
    return box;
  }

  function inputControl(field, type) {
    var input = element("input", "fit-input");
    input.type = type;
    input.placeholder = words.not_known;
    input.autocomplete = "off";
    var box = labelled(field, input);
    if (type === "number") {
      input.step = "any";
      input.inputMode = "decimal";
    } else if (field.values.length > 0) {
      var list = element("datalist");
      list.id = newId();
      field.values.forEach(function (value) {
        var option = element("option");
        option.value = value;
        list.appendChild(option);
      });
      input.setAttribute("list", list.id);
      box.appendChild(list);
    }
    return {
      box: box,
      value: function () {
        return input.value === "" ? undefined : type === "number" ? Number(input.value) : input.value;
      },
      texts: function () { return input.value === "" ? [] : [input.value]; },
      set: function (texts) { input.value = texts.length > 0 ? texts[0] : ""; }
    };
  }

  // The known value that a text means, whatever its case.
  function known(field, text) {
    var lower = text.trim().toLowerCase();
    return field.values.find(function (value) {
      return value.toLowerCase() === lower;
    });
  }

  function selectControl(field, options) {
    var select = element("select", "fit-input");
    [["", words.not_known]].concat(options).forEach(function (pair) {
      var option = element("option", "", pair[1]);
      option.value = pair[0];
      select.appendChild(option);
    });
    var flag = field.control === "flag";
    return {
      box: labelled(field, select),
      value: function () {
        return select.value === "" ? undefined : flag ? select.value === "true" : select.value;
      },
      texts: function () { return select.value === "" ? [] : [select.value]; },
      set: function (texts) {
        var text = texts.length > 0 ? texts[0] : "";
        select.value = text;
        if (text !== "" && select.value !== text) {
          select.value = flag ? "" : known(field, text) || OTHER;
        }
      }
    };
  }

  function severalControl(field) {
    var box = element("fieldset", "fit-field fit-several");
    box.appendChild(element("legend", "fit-label", capital(field.label)));
    var boxes = field.values.map(function (value) {
      return [value, value];
    }).concat([[OTHER, words.other]]).map(function (pair) {
      var label = element("label", "fit-check");
      var input = element("input");
      input.type = "checkbox";
      input.value = pair[0];
      label.append(input, element("span", "", pair[1]));
      box.appendChild(label);
      return input;
    });
    function texts() {
      return boxes.filter(function (input) { return input.checked; }).map(function (input) { return input.value; });
    }
    return {
      box: box,
      value: function () { return texts().length === 0 ? undefined : texts(); },
      texts: texts,
      set: function (wanted) {
        var parts = [];
        wanted.forEach(function (text) {
          parts = parts.concat(text.split(/[;,]/));
        });
        var chosen = parts.filter(function (part) { return part.trim() !== ""; }).map(function (part) {
          return known(field, part) || OTHER;
        });
        boxes.forEach(function (input) {
          input.checked = chosen.indexOf(input.value) >= 0;
        });
      }
    };
  }

  function makeControl(field) {
    switch (field.control) {
      case "number":
        return inputControl(field, "number");
      case "text":
        return inputControl(field, "text");
      case "flag":
        return selectControl(field, [["true", words.yes], ["false", words.no]]);
      case "several":
        return severalControl(field);
      default:
        return selectControl(field, field.values.map(function (value) {
          return [value, value];
        }).concat([[OTHER, words.other]]));
    }
  }

  // ---- The form: the controls of a criterion stand with its points

  function bar() {
    var picture = shared.svg("svg", { "class": "bar", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" });
    var length = shared.svg("rect", { "class": "bar-fill", width: 0, height: 8 });
    picture.append(shared.svg("rect", { "class": "bar-track", width: 100, height: 8 }), length);
    return { picture: picture, to: function (percent) { length.setAttribute("width", Math.min(Math.max(percent, 0), 100)); } };
  }

  // The controls for the fields of some conditions that have none yet; the names of those that have.
  function controlsFor(whens, parent) {
    var elsewhere = [];
    whens.forEach(function (when) {
      window.personabookFit.fieldsOf(when).forEach(function (name) {
        var field = rules.fields.find(function (one) { return one.name === name; });
        if (!controls.has(name)) {
          var control = makeControl(field);
          control.home = parent;
          controls.set(name, control);
          parent.appendChild(control.box);
        } else if (controls.get(name).home !== parent && elsewhere.indexOf(field.label) < 0) {
          elsewhere.push(field.label);
        }
      });
    });
    elsewhere.forEach(function (label) {
      parent.appendChild(element("p", "fit-elsewhere", capital(label) + ": " + words.above));
    });
  }

  function criterionRow(criterion) {
    var row = element("li", "fit-criterion");
    var heading = element("div", "fit-heading");
    var group = element("div", "fit-group");
    var title = element("p", "fit-name", criterion.name);
    title.id = newId();
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", title.id);
    var about = element("p", "fit-about", fill(words.weight, { weight: written(criterion.weight / 1000) }));
    if (criterion.must) {
      title.append(" ", element("span", "badge outline", words.must));
    }
    heading.append(title, about);
    controlsFor(criterion.levels.map(function (level) { return level.when; }), group);
    var points = element("p", "fit-points");
    var reason = element("p", "fit-reason");
    var length = bar();
    var result = element("div", "fit-gets");
    result.append(points, length.picture, reason);
    row.append(heading, group, result);
    var most = criterion.weight * criterion.highest / 1e6;
    function isOpen(one) {
      return one.points.low < one.points.high;
    }
    function why(one) {
      return isOpen(one) ? words.open : one.level >= 0 ? criterion.levels[one.level].words : one.unknown ? words.not_known : words.no_level;
    }
    return {
      row: row,
      why: why,
      show: function (one) {
        // A criterion that only takes points off has no most.
        points.textContent = most > 0
          ? fill(words.of, { points: span(one.weighted), maximum: written(most) })
          : span(one.weighted);
        length.to(most > 0 ? 100 * one.weighted.low / most : 0);
        reason.textContent = why(one);
        row.classList.toggle("fit-open", one.unknown || isOpen(one));
        row.classList.toggle("fit-failed", criterion.must && one.points.high <= 0);
      }
    };
  }

  function stopRow(disqualifier) {
    var row = element("li", "fit-stop");
    row.append(element("span", "fit-stop-reason", disqualifier.reason), element("span", "fit-stop-when", disqualifier.words));
    return row;
  }

  var level = Number(slot.dataset.level || 3);
  var form = element("div", "fit");
  form.id = "fit";
  form.setAttribute("role", "group");
  var title = element("h" + level, "fit-title", words.title);
  title.id = newId();
  form.setAttribute("aria-labelledby", title.id);

  var top = element("div", "fit-top");
  var start = element("select", "fit-input");
  start.appendChild(element("option", "", words.empty));
  rules.accounts.forEach(function (account) {
    start.appendChild(element("option", "", account.name));
  });
  top.appendChild(labelled({ label: words.start }, start));
  var clear = shared.button(words.reset, "button soft", clearAll);
  var share = shared.button(words.link, "button soft", shareLink);
  var buttons = element("div", "fit-buttons no-print");
  buttons.append(clear, share);
  top.appendChild(buttons);

  var list = element("ol", "fit-criteria");
  var rows = rules.criteria.map(function (criterion) {
    var made = criterionRow(criterion);
    list.appendChild(made.row);
    return made;
  });
  var stops = [];
  var stopPart = element("div", "fit-stops");
  if (rules.disqualifiers.length > 0) {
    stopPart.appendChild(element("h" + (level + 1), "", words.stop_title));
    var stopFields = element("div", "fit-group fit-stop-fields");
    controlsFor(rules.disqualifiers.map(function (one) { return one.when; }), stopFields);
    stopFields.querySelectorAll(".fit-elsewhere").forEach(function (note) {
      note.remove();
    });
    var stopList = element("ul", "fit-stop-list");
    stops = rules.disqualifiers.map(function (one) {
      var row = stopRow(one);
      stopList.appendChild(row);
      return row;
    });
    stopPart.append(stopFields, stopList);
  }

  var result = element("section", "fit-result");
  result.setAttribute("aria-label", words.result);
  var best = element("span", "tier");
  var dash = element("span", "fit-dash", "\u2013");
  var worst = element("span", "tier");
  var percent = element("span", "fit-percent");
  var head = element("p", "fit-head");
  head.append(percent);
  var total = element("p", "fit-total");
  var whole = bar();
  whole.picture.classList.add("thick");
  var ask = element("p", "fit-ask");
  var warnings = element("div", "fit-warnings");
  var musts = element("div", "fit-warning tone-bad");
  var openMusts = element("div", "fit-warning");
  var stopping = element("div", "fit-warning tone-bad");
  var status = shared.status("p", "visually-hidden");
  result.append(head, total, whole.picture, ask);
  warnings.append(musts, openMusts, stopping);
  var side = element("div", "fit-side");
  side.append(result, warnings);

  var parts = element("div", "fit-parts");
  var left = element("div", "fit-left");
  left.append(list, stopPart);
  parts.append(left, side);
  form.append(title, element("p", "fit-intro", words.about), top, parts, status);
  slot.appendChild(form);

  // ---- The score, and the address that holds what was filled in

  function values() {
    var known = new Map();
    controls.forEach(function (control, name) {
      var value = control.value();
      if (value !== undefined) {
        known.set(name, value);
      }
    });
    return known;
  }

  function warn(box, text, reasons) {
    box.replaceChildren();
    box.hidden = reasons.length === 0;
    if (reasons.length > 0) {
      var names = element("ul");
      reasons.forEach(function (reason) {
        names.appendChild(element("li", "", reason));
      });
      box.append(element("p", "", text), names);
    }
  }

  var telling = 0;
  function tell(text) {
    // A reader who types a number hears the score once, not after each digit.
    window.clearTimeout(telling);
    telling = window.setTimeout(function () {
      status.textContent = text;
    }, 700);
  }

  function show() {
    var known = values();
    var score = window.personabookFit.score(rules, known);
    var empty = known.size === 0;
    var isOut = score.stops.length > 0;
    var isOpen = score.best !== score.worst;
    var shown = { tier: score.best, best: score.best, worst: score.worst, total: span(score.total), maximum: written(score.maximum), percent: span(score.percent) };
    function named(places) {
      return places.map(function (place) {
        return rules.criteria[place].name + ": " + rows[place].why(score.criteria[place]);
      });
    }
    rows.forEach(function (row, place) {
      row.show(score.criteria[place]);
    });
    stops.forEach(function (row, place) {
      row.classList.toggle("holds", score.stops.indexOf(place) >= 0);
    });
    form.classList.toggle("fit-empty", empty);
    // What is disqualified has no tier.
    var tiers = empty || isOut ? [] : isOpen ? [best, dash, worst] : [best];
    head.replaceChildren.apply(head, tiers.concat([percent]));
    head.classList.toggle("is-open", isOpen);
    [[best, score.best], [worst, score.worst]].forEach(function (pair) {
      pair[0].textContent = pair[1];
      pair[0].className = "tier tier-" + pair[1].toLowerCase();
    });
    percent.textContent = empty ? "–" : fill(words.percent, shown);
    total.textContent = empty ? words.nothing : fill(words.total, shown);
    whole.to(empty ? 0 : score.percent.low);
    ask.hidden = empty || isOut || score.ask.length === 0;
    ask.textContent = fill(words.ask, { fields: score.ask.map(function (name) {
      return rules.fields.find(function (one) { return one.name === name; }).label;
    }).join(", ") });
    warn(musts, words.failed_musts, empty ? [] : named(score.failedMusts));
    warn(openMusts, words.open_musts, empty || isOut ? [] : named(score.openMusts));
    warn(stopping, words.stop, score.stops.map(function (place) {
      return rules.disqualifiers[place].reason + ": " + rules.disqualifiers[place].words;
    }));
    if (empty) {
      tell(words.nothing);
      return;
    }
    tell([
      isOut ? words.stop + "." : fill(isOpen ? words.says_range : words.says, shown),
      !isOut && score.failedMusts.length > 0 ? words.failed_musts + "." : "",
      ask.hidden ? "" : ask.textContent + "."
    ].join(" ").trim());
  }

  function address() {
    var query = new URLSearchParams();
    controls.forEach(function (control, name) {
      control.texts().forEach(function (text) {
        query.append(name, text);
      });
    });
    var text = query.toString();
    return window.location.pathname + (text ? "?" + text + "#fit" : "");
  }

  function keep() {
    shared.replaceAddress(address());
  }

  function set(textsOf) {
    controls.forEach(function (control, name) {
      control.set(textsOf(name));
    });
    show();
  }

  form.addEventListener("input", function (event) {
    if (event.target === start) {
      return;
    }
    start.selectedIndex = 0;
    show();
    keep();
  });
  start.addEventListener("change", function () {
    var account = rules.accounts[start.selectedIndex - 1];
    set(function (name) {
      var value = account && Object.prototype.hasOwnProperty.call(account.values, name) ? account.values[name] : [];
      return [].concat(value).map(String);
    });
    keep();
  });

  function clearAll() {
    start.selectedIndex = 0;
    set(function () { return []; });
    keep();
  }

  function shareLink() {
    keep();
    var link = new URL(address(), window.location.href).href;
    function done() {
      share.textContent = words.linked;
      status.textContent = words.linked;
      window.setTimeout(function () { share.textContent = words.link; }, 2500);
    }
    shared.copy(link, done, function () { showLink(link); });
  }

  // Where a page may not use the clipboard, the link is there to be copied by hand.
  function showLink(link) {
    var field = form.querySelector(".fit-link");
    if (!field) {
      field = element("input", "fit-input fit-link");
      field.readOnly = true;
      field.setAttribute("aria-label", words.link);
      top.appendChild(field);
    }
    field.value = link;
    field.focus();
    field.select();
  }

  var query = new URLSearchParams(window.location.search);
  set(function (name) { return query.getAll(name); });
  if (window.location.hash === "#fit") {
    form.scrollIntoView();
  }
}());
