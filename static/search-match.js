// Which entries a few typed words mean. Sets one name, `personabookMatch`; knows no page, so that it can be
// measured and tested alone (tests/search/).
(function () {
  "use strict";
  var NAME = 100;
  var OTHER_NAME = 50;
  var SUMMARY = 20;
  var TEXT = 5;
  var BEGINS = 50;
  var EXACT = 1;
  var BEGINNING = 0.7;
  var SLIP = 0.4;
  // Shorter words have too many neighbours: "mark" with one other letter is also "mart" and "park".
  var SHORTEST_WITH_SLIP = 4;
  var PLAIN = /^[a-z0-9]*$/;

  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/ß/g, "ss").replace(/æ/g, "ae").replace(/œ/g, "oe").replace(/ø/g, "o").replace(/ł/g, "l").replace(/đ/g, "d");
  }

  // Compounds count whole and in parts, as in the index.
  function words(text) {
    var found = [];
    (fold(text).match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) || []).forEach(function (run) {
      var parts = run.split("-");
      found = found.concat(parts);
      if (parts.length > 1) {
        found.push(parts.join(""));
      }
    });
    return found;
  }

  // From the index to a sorted list of words, each with the entries that have it and what it is worth there:
  // entry, weight, entry, weight. An entry may come more than once; its best weight counts.
  function prepare(index) {
    var byWord = new Map();
    function pairs(word) {
      var list = byWord.get(word);
      if (!list) {
        list = [];
        byWord.set(word, list);
      }
      return list;
    }
    function addAll(text, entry, weight) {
      words(text || "").forEach(function (word) {
        pairs(word).push(entry, weight);
      });
    }
    index.entries.forEach(function (entry, place) {
      addAll(entry.summary, place, SUMMARY);
      addAll(entry.detail, place, OTHER_NAME);
      (entry.tags || []).forEach(function (tag) {
        addAll(tag, place, OTHER_NAME);
      });
      addAll(entry.name, place, NAME);
    });
    index.text.split(",").forEach(function (line) {
      var parts = line.split(" ");
      var list = pairs(PLAIN.test(parts[0]) ? parts[0] : fold(parts[0]));
      var place = 0;
      for (var i = 1; i < parts.length; i += 1) {
        place += parseInt(parts[i], 36);
        list.push(place, TEXT);
      }
    });
    var sorted = Array.from(byWord.keys()).sort();
    return {
      index: index,
      words: sorted,
      pairs: sorted.map(function (word) { return byWord.get(word); }),
      names: index.entries.map(function (entry) { return fold(entry.name); }),
      weights: index.entries.map(function (entry) { return index.kinds[entry.kind].weight; })
    };
  }

  // Whether what was typed, from one of its letters on, goes on in the word at a place.
  function goesOn(typed, from, word, at) {
    if (typed.length - from > word.length - at) {
      return false;
    }
    for (var i = from; i < typed.length; i += 1) {
      if (typed.charCodeAt(i) !== word.charCodeAt(at + i - from)) {
        return false;
      }
    }
    return true;
  }

  // Whether the word begins with what was typed but for one slip: a wrong, extra or missing letter, or two
  // that changed places.
  function begins(word, typed) {
    var i = 0;
    while (i < typed.length && typed.charCodeAt(i) === word.charCodeAt(i)) {
      i += 1;
    }
    return goesOn(typed, i + 1, word, i + 1)
      || goesOn(typed, i + 1, word, i)
      || goesOn(typed, i, word, i + 1)
      || (typed[i] === word[i + 1] && typed[i + 1] === word[i] && goesOn(typed, i + 2, word, i + 2));
  }

  function firstAtOrAfter(sorted, word) {
    var low = 0;
    var high = sorted.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (sorted[middle] < word) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  // The points of every entry for one typed word.
  function points(prepared, typed, slips) {
    var best = new Map();
    var sorted = prepared.words;
    function take(place, factor) {
      var pairs = prepared.pairs[place];
      for (var k = 0; k < pairs.length; k += 2) {
        var value = pairs[k + 1] * factor;
        if (!(best.get(pairs[k]) >= value)) {
          best.set(pairs[k], value);
        }
      }
    }
    for (var i = firstAtOrAfter(sorted, typed); i < sorted.length && sorted[i].startsWith(typed); i += 1) {
      take(i, sorted[i].length === typed.length ? EXACT : BEGINNING);
    }
    if ((slips || best.size === 0) && typed.length >= SHORTEST_WITH_SLIP && !/\d/.test(typed)) {
      for (var j = 0; j < sorted.length; j += 1) {
        if (begins(sorted[j], typed)) {
          take(j, SLIP);
        }
      }
    }
    return best;
  }

  function ranked(prepared, typed, slips) {
    var total = null;
    typed.forEach(function (word) {
      var found = points(prepared, word, slips);
      if (total === null) {
        total = found;
        return;
      }
      total.forEach(function (value, entry) {
        if (found.has(entry)) {
          total.set(entry, value + found.get(entry));
        } else {
          total.delete(entry);
        }
      });
    });
    return total || new Map();
  }

  // The places of the entries that have every word, best first: by points, more of them for a name that begins
  // as typed, times what its kind counts; then in the order of the book.
  function find(prepared, query) {
    var typed = fold(query).match(/[\p{L}\p{N}]+/gu) || [];
    var found = ranked(prepared, typed, false);
    if (found.size === 0) {
      found = ranked(prepared, typed, true);
    }
    var start = typed.join(" ");
    function value(entry) {
      return prepared.weights[entry] * (found.get(entry) + (prepared.names[entry].startsWith(start) ? BEGINS : 0));
    }
    return Array.from(found.keys()).map(function (entry) {
      return [entry, value(entry)];
    }).sort(function (left, right) {
      return right[1] - left[1] || left[0] - right[0];
    }).map(function (pair) {
      return pair[0];
    });
  }

  function typedWords(query) {
    return fold(query).match(/[\p{L}\p{N}]+/gu) || [];
  }

  // The words of a text that were typed, as [from, to, place among the typed words]; a compound in one as a whole.
  function marks(text, typed, slips) {
    var found = [];
    Array.from(text.matchAll(/[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*/gu)).forEach(function (match) {
      var whole = fold(match[0]);
      var forms = whole.includes("-") ? whole.split("-").concat(whole.replace(/-/g, "")) : [whole];
      typed.forEach(function (word, place) {
        var same = forms.some(function (form) {
          return form.startsWith(word) || (slips && word.length >= SHORTEST_WITH_SLIP && !/\d/.test(word) && begins(form, word));
        });
        if (same) {
          found.push([match.index, match.index + match[0].length, place]);
        }
      });
    });
    return found;
  }

  function placesOf(found) {
    return new Set(found.map(function (mark) { return mark[2]; })).size;
  }

  // A sentence ends where no small letter follows: “Why?” she asks.
  function sentences(text) {
    return text.replace(/([.!?…][”’"')\]]*)\s+(?!\p{Ll})/gu, "$1\n").split("\n");
  }

  // Of the texts of an entry, one a line, the sentence with most of the typed words, the first of those; null where none has one.
  function sentence(texts, query) {
    var typed = typedWords(query);
    var best = null;
    [false, true].forEach(function (slips) {
      if (best || typed.length === 0) {
        return;
      }
      texts.split("\n").forEach(function (text) {
        if (best && best.count === typed.length || marks(text, typed, slips).length === 0) {
          return;
        }
        sentences(text).forEach(function (one) {
          var found = marks(one, typed, slips);
          var count = placesOf(found);
          if (count > (best ? best.count : 0)) {
            best = { text: one.trim(), count: count, slips: slips };
          }
        });
      });
    });
    return best && { text: best.text, marks: marks(best.text, typed, best.slips), slips: best.slips };
  }

  // Whether a text has every typed word, with slips if it may.
  function hasAll(text, query, slips) {
    var typed = typedWords(query);
    return placesOf(marks(text, typed, Boolean(slips))) === typed.length;
  }

  // The words of a text that were typed; with a slip where none is without.
  function marksOf(text, query) {
    var typed = typedWords(query);
    var exact = marks(text, typed, false);
    return exact.length > 0 ? exact : marks(text, typed, true);
  }

  window.personabookMatch = {
    prepare: prepare,
    find: find,
    marks: marksOf,
    sentence: sentence,
    hasAll: hasAll
  };
}());
