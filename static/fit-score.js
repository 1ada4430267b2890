// The score of an account by the rules of a scorecard: what src/score/condition.rs and scorecard.rs do, word for
// word. Points and weights come in whole thousandths. Sets one name, `personabookFit`; knows no page. tests/it/fit.rs shows that both come to the same score.
(function () {
  "use strict";
  // What Rust calls white space, which is not quite what `trim` here does.
  var SPACE = "[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
  var OUTER_SPACE = new RegExp("^" + SPACE + "+|" + SPACE + "+$", "g");
  var NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
  var ENDLESS = /^([+-]?)inf(?:inity)?$/i;

  function trim(text) {
    return text.replace(OUTER_SPACE, "");
  }

  // The number a value is, or null. A text may be one.
  function number(value) {
    if (typeof value === "number") {
      return value;
    }
    if (typeof value !== "string") {
      return null;
    }
    var text = trim(value);
    if (NUMBER.test(text)) {
      return Number(text);
    }
    var endless = ENDLESS.exec(text);
    if (endless) {
      return endless[1] === "-" ? -Infinity : Infinity;
    }
    return /^[+-]?nan$/i.test(text) ? NaN : null;
  }

  // All digits, however large or small the number is.
  function digits(value) {
    if (!Number.isFinite(value)) {
      return Number.isNaN(value) ? "NaN" : value < 0 ? "-inf" : "inf";
    }
    if (Object.is(value, -0)) {
      return "-0";
    }
    var parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value));
    if (!parts) {
      return String(value);
    }
    var all = parts[2] + (parts[3] || "");
    var power = Number(parts[4]);
    return parts[1] + (power < 0
      ? "0." + "0".repeat(-power - 1) + all
      : all + "0".repeat(power + 1 - all.length));
  }

  function written(value) {
    if (Array.isArray(value)) {
      return value.map(written).join(", ");
    }
    return typeof value === "number" ? digits(value) : String(value);
  }

  function folded(value) {
    return trim(written(value)).toLowerCase();
  }

  function equal(value, wanted) {
    if (Array.isArray(value)) {
      return value.some(function (item) {
        return equal(item, wanted);
      });
    }
    if (typeof value === "boolean" && typeof wanted === "boolean") {
      return value === wanted;
    }
    var left = number(value);
    var right = number(wanted);
    return left !== null && right !== null ? left === right : folded(value) === folded(wanted);
  }

  // Whether the value, or one of its parts between commas or semicolons, equals one of those wanted.
  function hasOneOf(value, wanted) {
    var parts = [value];
    if (Array.isArray(value)) {
      parts = value;
    } else if (typeof value === "string") {
      parts = value.split(/[;,]/).map(trim).concat([value]);
    }
    return wanted.some(function (one) {
      return parts.some(function (part) {
        return equal(part, one);
      });
    });
  }

  // An empty text is as good as none, and so is what is no number.
  function isKnown(value) {
    if (typeof value === "string") {
      return trim(value) !== "" && !/^nan$/i.test(trim(value));
    }
    return value !== undefined && !Number.isNaN(value);
  }

  // Whether all hold: true, false, or null where that depends on something that is not known.
  function every(parts) {
    return parts.indexOf(false) >= 0 ? false : parts.indexOf(null) >= 0 ? null : true;
  }

  function opposite(truth) {
    return truth === null ? null : !truth;
  }

  function ownTruth(when, values) {
    if (when.field === undefined) {
      return true;
    }
    var value = values.get(when.field);
    var known = isKnown(value);
    var asks = ["min", "max", "above", "below", "any", "contains", "matches_none"].some(function (part) {
      return when[part] !== undefined;
    });
    return every([when.missing === undefined || when.missing !== known, known ? meets(when, value) : asks ? null : true]);
  }

  // Whether a value that is known is what the condition asks for.
  function meets(when, value) {
    var size = number(value);
    function compares(limit, holds) {
      return limit === undefined || (size !== null && holds(number(limit)));
    }
    return compares(when.min, function (limit) { return size >= limit; })
      && compares(when.max, function (limit) { return size <= limit; })
      && compares(when.above, function (limit) { return size > limit; })
      && compares(when.below, function (limit) { return size < limit; })
      && (when.any === undefined || when.any.some(function (wanted) { return equal(value, wanted); }))
      && (when.contains === undefined || hasOneOf(value, when.contains))
      && !(when.matches_none !== undefined && hasOneOf(value, when.matches_none));
  }

  // Whether a condition holds, or null where that depends on a value that is not known. `values` is a Map from field to
  // text, number, boolean or a list.
  function truth(when, values) {
    function part(one) {
      return truth(one, values);
    }
    var all = (when.all || []).map(part);
    if (when.either !== undefined) {
      all.push(opposite(every(when.either.map(part).map(opposite))));
    }
    if (when.not !== undefined) {
      all.push(opposite(part(when.not)));
    }
    return every(all.concat([ownTruth(when, values)]));
  }

  function fieldsOf(when) {
    var fields = when.field === undefined ? [] : [when.field];
    (when.all || []).concat(when.either || [], when.not || []).forEach(function (part) {
      fields = fields.concat(fieldsOf(part));
    });
    return fields;
  }

  function scoreCriterion(criterion, values) {
    var truths = criterion.levels.map(function (one) {
      return truth(one.when, values);
    });
    var level = truths.indexOf(true);
    var unknown = criterion.levels.every(function (one) {
      return fieldsOf(one.when).every(function (field) {
        return !isKnown(values.get(field));
      });
    });
    var low = level >= 0 ? criterion.levels[level].points : unknown ? criterion.missing || 0 : 0;
    var high = low;
    if (level >= 0 || !unknown || criterion.missing === undefined) {
      // The first level that holds counts, so what stands behind it is out of the question.
      criterion.levels.slice(0, level >= 0 ? level : truths.length).forEach(function (one, place) {
        if (truths[place] === null) {
          low = Math.min(low, one.points);
          high = Math.max(high, one.points);
        }
      });
    }
    return { points: { low: low, high: high }, level: level, unknown: unknown };
  }

  // Millionths as a number.
  function shown(product) {
    return Number(product) / 1e6;
  }

  // With six decimals, half of one up.
  function percentOf(total, maximum) {
    if (maximum <= 0n) {
      return 0;
    }
    var reached = total < 0n ? 0n : total > maximum ? maximum : total;
    return shown((200000000n * reached + maximum) / (2n * maximum));
  }

  function score(rules, values) {
    function sum(points) {
      return rules.criteria.reduce(function (total, criterion, place) {
        return total + BigInt(criterion.weight) * BigInt(points(criterion, place));
      }, 0n);
    }
    var criteria = rules.criteria.map(function (criterion) {
      return scoreCriterion(criterion, values);
    });
    var low = sum(function (criterion, place) { return criteria[place].points.low; });
    var high = sum(function (criterion, place) { return criteria[place].points.high; });
    var maximum = sum(function (criterion) { return criterion.highest; });
    function musts(which) {
      return criteria.map(function (one, place) { return place; }).filter(function (place) {
        return rules.criteria[place].must && which(criteria[place].points);
      });
    }
    var failedMusts = musts(function (points) { return points.high <= 0; });
    var openMusts = musts(function (points) { return points.low <= 0 && points.high > 0; });
    function tier(total, isPossible) {
      var reached = total > 0n ? total : 0n;
      var found = rules.tiers.find(function (one) {
        var left = 100000n * reached;
        var right = BigInt(one[1]) * maximum;
        return isPossible && (one[2] ? left > right : left >= right);
      });
      return (found || rules.tiers[rules.tiers.length - 1])[0];
    }
    // Those that hold, and those of which that is not known.
    function stops(wanted) {
      return rules.disqualifiers.map(function (one, place) { return place; }).filter(function (place) {
        return truth(rules.disqualifiers[place].when, values) === wanted;
      });
    }
    criteria.forEach(function (one, place) {
      var weight = BigInt(rules.criteria[place].weight);
      one.weighted = { low: shown(weight * BigInt(one.points.low)), high: shown(weight * BigInt(one.points.high)) };
      one.points = { low: one.points.low / 1000, high: one.points.high / 1000 };
    });
    var conditions = [];
    rules.criteria.forEach(function (criterion, place) {
      if (criteria[place].points.low < criteria[place].points.high) {
        conditions = conditions.concat(criterion.levels.map(function (one) { return one.when; }));
      }
    });
    conditions = conditions.concat(stops(null).map(function (place) { return rules.disqualifiers[place].when; }));
    var ask = [];
    conditions.forEach(function (when) {
      fieldsOf(when).forEach(function (field) {
        if (!isKnown(values.get(field)) && ask.indexOf(field) < 0) {
          ask.push(field);
        }
      });
    });
    return {
      criteria: criteria,
      total: { low: shown(low), high: shown(high) },
      maximum: shown(maximum),
      percent: { low: percentOf(low, maximum), high: percentOf(high, maximum) },
      best: tier(high, failedMusts.length === 0),
      worst: tier(low, failedMusts.length === 0 && openMusts.length === 0),
      failedMusts: failedMusts,
      openMusts: openMusts,
      stops: stops(true),
      ask: ask
    };
  }

  window.personabookFit = { score: score, fieldsOf: fieldsOf };
}());
