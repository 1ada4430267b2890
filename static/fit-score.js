// The score of an account by the rules of a scorecard: what src/score/condition.rs and scorecard.rs do, word for
// word. Sets one name, `personabookFit`; knows no page. tests/it/fit.rs shows that both come to the same score.
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

  function ownPartHolds(when, values) {
    if (when.field === undefined) {
      return true;
    }
    var value = values.get(when.field);
    // An empty text is as good as none.
    var known = value !== undefined && !(typeof value === "string" && trim(value) === "");
    if (when.missing !== undefined && when.missing === known) {
      return false;
    }
    if (!known) {
      return !["min", "max", "above", "below", "any", "contains", "matches_none"].some(function (part) {
        return when[part] !== undefined;
      });
    }
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

  // Whether every part of the condition holds. `values` is a Map from field to text, number, boolean or a list.
  function holds(when, values) {
    function part(one) {
      return holds(one, values);
    }
    return (when.all || []).every(part)
      && (when.either === undefined || when.either.some(part))
      && (when.not === undefined || !part(when.not))
      && ownPartHolds(when, values);
  }

  function fieldsOf(when) {
    var fields = when.field === undefined ? [] : [when.field];
    (when.all || []).concat(when.either || [], when.not || []).forEach(function (part) {
      fields = fields.concat(fieldsOf(part));
    });
    return fields;
  }

  function scoreCriterion(criterion, values) {
    var level = criterion.levels.findIndex(function (one) {
      return holds(one.when, values);
    });
    var unknown = criterion.levels.every(function (one) {
      return fieldsOf(one.when).every(function (field) {
        return !values.has(field);
      });
    });
    var points = 0;
    if (level >= 0) {
      points = number(criterion.levels[level].points);
    } else if (unknown) {
      points = number(criterion.missing);
    }
    return { points: points, weighted: number(criterion.weight) * points, level: level, unknown: unknown };
  }

  function score(rules, values) {
    var criteria = rules.criteria.map(function (criterion) {
      return scoreCriterion(criterion, values);
    });
    var total = criteria.reduce(function (sum, one) {
      return sum + one.weighted;
    }, 0);
    var maximum = number(rules.maximum);
    var percent = maximum > 0 ? Math.min(Math.max(100 * total / maximum, 0), 100) : 0;
    var failedMusts = [];
    criteria.forEach(function (one, place) {
      if (rules.criteria[place].must && one.points <= 0) {
        failedMusts.push(place);
      }
    });
    var tier = rules.tiers.find(function (one) {
      return failedMusts.length === 0 && percent >= one[1];
    }) || rules.tiers[rules.tiers.length - 1];
    var stops = [];
    rules.disqualifiers.forEach(function (one, place) {
      if (holds(one.when, values)) {
        stops.push(place);
      }
    });
    return { criteria: criteria, total: total, maximum: maximum, percent: percent, tier: tier[0], failedMusts: failedMusts, stops: stops };
  }

  window.personabookFit = { score: score, holds: holds, fieldsOf: fieldsOf };
}());
