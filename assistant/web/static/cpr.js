// Finds CPR numbers in the browser as ingest/cpr.py finds them on the server; what each pattern is
// for stands there, under the same names. tests/data/cpr_cases.json holds the two together.
"use strict";

(() => {
  const HIDDEN = "\\u00ad\\u200b-\\u200d\\u2060\\ufeff";
  const BLANKS = ` \\r\\n\\u00a0\\u2000-\\u200a\\u202f\\u205f${HIDDEN}`;
  const BLANK = `[${BLANKS}]`;
  const WIDE = `[\\t${BLANKS}]`;
  const DASHES = "\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d\\-";
  const DASH = `[${DASHES}]`;
  const JOIN = "[\\-\\u2010-\\u2015\\u2212./]";
  const DASHED = `${WIDE}{0,2}${DASH}{1,2}[\\f\\t${BLANKS}]{0,9}`;
  const TWO = "[0-9]{2}";
  const FOUR = "[0-9]{4}";
  const DAY = "(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])";
  const MONTH = "(?:0[1-9]|1[0-2])";
  const TAIL = `(?:${DASHED}|\\.|${BLANK}{1,2}|(?<!19)(?<!20))${FOUR}`;
  const FORMS = [
    `${DAY}[${HIDDEN}]?${MONTH}[${HIDDEN}]?${TWO}(?:${DASHED}|\\.|${WIDE}{0,2})${FOUR}`,
    `${DAY}(?:${BLANK}{1,2}${MONTH}${BLANK}{1,2}|\\.${BLANK}?${MONTH}\\.${BLANK}?` +
      `|/${MONTH}/|${DASH}${MONTH}${DASH})${TWO}${TAIL}`,
    `(?!19|20)${DAY}(?:\\.|${BLANK})?${MONTH}(?:\\.|${BLANK})?${TWO}${TAIL}`,
    `[0-9](?:${BLANK}[0-9]){5}${BLANK}?${DASH}${BLANK}?[0-9](?:${BLANK}[0-9]){3}`,
    `(?<![0-9]${BLANK})(?=0|...0)${DAY}${BLANK}${MONTH}(?:${BLANK}${TWO}){3}(?!${BLANK}[0-9])`,
  ];
  // What JavaScript lacks: a group that is read in one way only, and what Python means by \s, \b, $.
  const once = (name, pattern) => `(?=(?<${name}>${pattern}))\\k<${name}>`;
  const core = (name) => once(name, `(?:${FORMS.join("|")})(?![0-9])`);
  const SPACE = "[\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
  const LETTER = "[\\p{L}\\p{N}_]";
  const EDGE = `(?:(?<=${LETTER})(?!${LETTER})|(?<!${LETTER})(?=${LETTER}))`;
  const END = "(?=\\n?$)";

  const NUMBER = new RegExp(`(?<![0-9])${core("one")}`, "gu");
  const NUMBERS = new RegExp(
    `(?<![0-9+])(?<![0-9]${JOIN})${core("first")}` +
      `${once("others", `(?:${JOIN}${core("next")})*`)}(?!${JOIN}[0-9])`,
    "gu",
  );
  const GAP = `(?:${JOIN}|${WIDE}){0,3}`;
  const LABELLED = new RegExp(
    `(?:${TWO}${GAP}${TWO}${GAP}(?:19|20)${TWO}${GAP}${FOUR}|[0-9](?:${GAP}[0-9]){9})` +
      `(?![0-9])(?!${JOIN}[0-9])`,
    "uy",
  );
  const LABEL = new RegExp(
    `${EDGE}(?:cpr(?:[\\-. ]?(?:nummer|nr|no))?|person[\\- ]?(?:nummer|nr))\\.?` +
      `${SPACE}{0,3}[:=(\\[\\|]{0,2}${SPACE}{0,3}${END}`,
    "giu",
  );
  const DIGITS = new RegExp(`[0-9][\\f./0-9\\t${BLANKS}${DASHES}]{8,}[0-9]`, "gu");
  const NEVER_A_PERSON = new RegExp(
    `(?:(?:${EDGE}(?:cvr|ean|gln|isbn|iban|reg|vare)|${EDGE}(?:p|se)[\\-. ]?(?=nr|nummer)` +
      "|konto|ordre|faktura)s?[\\-. ]?(?:nummer|nr|no)?\\.?[ :#]{0,3}(?:[0-9]{3,4}[ \\-])?" +
      `|${EDGE}(?:kr|dkk)\\.? ?)${END}`,
    "iu",
  );
  const IBAN = new RegExp(`(?<!${LETTER})[A-Z]{2}[0-9]{2}(?: [0-9A-Z]{4}){3}`, "uy");
  const AMOUNT = new RegExp(
    `,[0-9]{1,2}(?![0-9])|${SPACE}?(?:(?:kr(?:oner)?|dkk|mio|mia)${EDGE}(?!\\.?${SPACE}?[0-9])` +
      `|%|pct${EDGE}|procent)`,
    "iuy",
  );
  const OWN_NAME = /cpr(?! fjernet)/iu;
  const ANY_DASH = new RegExp(DASH, "u");
  const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const BEFORE = 30;
  const MASK = "[CPR fjernet]";

  function* matches(pattern, text, start, end) {
    const looked = text.slice(0, end);
    let at = start;
    for (let found; ; at = found.index + found[0].length) {
      pattern.lastIndex = at; // another search may have moved it in between
      found = pattern.exec(looked);
      if (!found) return;
      yield found;
    }
  }

  function first(pattern, text, start, end) {
    pattern.lastIndex = start;
    return pattern.exec(text.slice(0, end));
  }

  const span = (found) => [found.index, found.index + found[0].length];

  // Spans of the CPR numbers in a text, as [start, end].
  function findCpr(text) {
    const found = [];
    for (const digits of matches(DIGITS, text, 0, text.length)) {
      let [start, end] = span(digits);
      if (first(LABEL, text, Math.max(start - BEFORE, 0), start)) {
        const labelled = first(LABELLED, text, start, end);
        if (labelled && hasADate(labelled[0])) {
          found.push(span(labelled));
          start = span(labelled)[1];
        }
      }
      for (const several of matches(NUMBERS, text, start, end)) {
        for (const number of matches(NUMBER, text, ...span(several))) {
          if (hasADate(number[0]) && !isAnotherNumber(text, ...span(number))) found.push(span(number));
        }
      }
    }
    return found;
  }

  // The seventh digit tells the century.
  function hasADate(number) {
    const digits = number.replace(/[^0-9]+/g, "");
    const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
    const year =
      digits.length === 12
        ? Number(digits.slice(4, 8))
        : Number(digits.slice(4, 6)) + ("0123".includes(digits[6]) ? 1900 : 2000);
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    const days = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
    const born = day > 60 ? day - 60 : day;
    return born >= 1 && born <= days;
  }

  function isAnotherNumber(text, start, end) {
    const number = text.slice(start, end);
    if (ANY_DASH.test(number)) return false;
    const before = text.slice(Math.max(start - BEFORE, 0), start);
    if (!OWN_NAME.test(before) && NEVER_A_PERSON.test(before)) return true;
    const amount = number[0] !== "0" && first(AMOUNT, text, end, text.length);
    return Boolean(amount || first(IBAN, text, Math.max(start - 2, 0), text.length));
  }

  // A text as it may leave the browser: pieces of it, every other one a number to be marked. The
  // server reads a question on one line, where more may be a number.
  function withCpr(text) {
    for (const read of [text, text.trim().split(/\s+/u).join(" ")]) {
      const found = findCpr(read);
      if (!found.length) continue;
      const edges = [0, ...found.flat(), read.length];
      return edges.slice(1).map((edge, at) => read.slice(edges[at], edge));
    }
    return [];
  }

  const maskCpr = (text) => {
    const pieces = withCpr(text);
    return pieces.length ? pieces.map((piece, at) => (at % 2 ? MASK : piece)).join("") : text;
  };

  Object.assign(window.holdepunkt, { findCpr, withCpr, maskCpr });
})();
