"use strict";
/* Search as the program has it: every word must occur, in any spelling, as a part of a word or in another form of it;
   words in quotation marks stand together; the best first. */
(function () {
  var texts = window.gcmtrackTexts, titles = window.gcmtrackTitles, site = window.gcmtrack;
  var rules = texts.forms;
  var folders = { m: "milestones", s: "statements", o: "organisations" };
  var wordPattern = /[\p{L}\p{N}\p{M}]+/gu;

  function compiled(pairs) {
    return pairs.map(function (pair) { return [new RegExp(pair[0].replace(/\\w/g, "[\\p{L}\\p{N}_]"), "u"), pair[1]]; });
  }

  var american = compiled(rules.american), british = compiled(rules.british), feminine = compiled(rules.feminine);

  function fold(text) {
    var found = "";
    Array.from(text).forEach(function (letter) {
      if (letter <= "\x7f") found += letter.toLowerCase();
      else if (letter in texts.fold) found += texts.fold[letter];
      else found += letter.toLowerCase().normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").replace(/\p{Pd}/gu, "-");
    });
    return found;
  }

  function changed(word, pairs) {
    return pairs.reduce(function (said, pair) { return said.replace(pair[0], pair[1]); }, word);
  }

  function isAlpha(word) {
    return /^\p{L}+$/u.test(word);
  }

  function singulars(word) {
    if (!/[sx]$/.test(word) || /(ss|us|is)$/.test(word)) return [];
    if (/aux$/.test(word)) return [word.slice(0, -3) + "al", word.slice(0, -1)];
    if (/x$/.test(word)) return [word.slice(0, -1)];
    if (/ies$/.test(word)) return [word.slice(0, -3) + "y", word.slice(0, -1)];
    if (/ces$/.test(word)) return [word.slice(0, -3) + "z", word.slice(0, -1)];
    return /(?:[sxzl]|ch|sh|[dnr])es$/.test(word) ? [word.slice(0, -1), word.slice(0, -2)] : [word.slice(0, -1)];
  }

  function verbs(word) {
    var found = [];
    if (/ied$/.test(word) && word.length > 4) found.push(word.slice(0, -3) + "y");
    if (/eed$/.test(word)) return found;
    ["ed", "ing"].forEach(function (ending) {
      if (!word.endsWith(ending)) return;
      var stem = word.slice(0, -ending.length);
      if (stem.length < 3 || !new RegExp("[" + rules.vowels + "]").test(stem)) return;
      found.push(stem);
      var last = stem[stem.length - 1];
      if (last === stem[stem.length - 2] && "lsz".indexOf(last) < 0) found.push(stem.slice(0, -1));
      else found.push(stem + "e");
    });
    return found;
  }

  function genders(word) {
    if (word.length < 6) return [];
    return feminine.filter(function (pair) { return pair[0].test(word); })
      .map(function (pair) { return word.replace(pair[0], pair[1]); });
  }

  var known = {};

  function bases(word) {
    if (Object.prototype.hasOwnProperty.call(known, word)) return known[word];
    var spelt = changed(word, american);
    var found = [spelt];
    if (spelt.length >= rules.shortest && isAlpha(spelt) && rules.singular.indexOf(spelt) < 0) {
      var irregular = Object.prototype.hasOwnProperty.call(rules.irregular, spelt) ? [rules.irregular[spelt]] : [];
      var first = [spelt].concat(irregular, singulars(spelt));
      found = first.slice();
      first.forEach(function (one) {
        verbs(one).concat(genders(one)).forEach(function (base) { if (base.length >= 3) found.push(base); });
      });
    }
    known[word] = found;
    return found;
  }

  function related(one, other) {
    if (one === other) return true;
    var of = bases(other);
    return bases(one).some(function (base) { return of.indexOf(base) >= 0; });
  }

  function hasForms(word) {
    return word.length >= rules.shortest && isAlpha(word);
  }

  function isForm(wanted, word, begun) {
    return word === wanted || (begun && word.startsWith(wanted)) || (hasForms(wanted) && related(wanted, word));
  }

  function beginning(word) {
    var all = [word, changed(word, british)].concat(bases(word));
    var length = 0;
    while (length < word.length && all.every(function (each) { return each[length] === word[length]; })) length += 1;
    return word.slice(0, Math.max(3, length - 2));
  }

  function escaped(text) {
    return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  }

  var address = /^(?:https?:\/\/)?(?:www\.)?((?:[\p{L}\p{N}_-]+\.)+[a-z]{2,}(?:[/:?#].*)?)$/u;
  var ofDocument = /^(?:undocs\.org|docs\.un\.org)\/(?:(?:ar|en|es|fr|ru|zh)\/)?(?=[\p{L}\p{N}_]+\/)/u;
  var next = new RegExp("^(?:'s(?![\\p{L}\\p{N}_]))?[^\\p{L}\\p{N}" + texts.separator + "]+([\\p{L}\\p{N}\\p{M}]+)", "u");

  function term(folded) {
    var text = folded.split(/\s+/).filter(Boolean).join(" ");
    if (!text) return [];
    var site = text.indexOf(" ") < 0 && address.exec(text);
    if (site) return [{ text: site[1].replace(ofDocument, "").replace(/\/+$/, ""), words: [], start: "", address: true }];
    var plain = text.replace(/'s(?![\p{L}\p{N}_])/gu, "");
    var words = plain.match(wordPattern) || [];
    if (words.join(" ") !== plain) words = [];
    var start = "";
    if (words.length && hasForms(words[0])) start = beginning(words[0]);
    else if (words.length > 1) start = words[0];
    return [{ text: text, words: words, start: start, address: false }];
  }

  function terms(typed) {
    var folded = fold(typed);
    var found = [];
    if (folded.split('"').length < 3) {
      folded.replace(/"/g, " ").split(/\s+/).forEach(function (word) { found = found.concat(term(word)); });
    } else {
      var rest = folded.replace(/"([^"]*)"/g, function (_, phrase) {
        found = found.concat(term(phrase));
        return " ";
      });
      rest.split(/\s+/).forEach(function (word) { found = found.concat(term(word)); });
    }
    return found;
  }

  function endOf(wanted, first, at, text) {
    if (!isForm(wanted.words[0], first, false)) return false;
    var end = at + first.length;
    for (var number = 1; number < wanted.words.length; number += 1) {
      var following = next.exec(text.slice(end));
      var last = number === wanted.words.length - 1;
      if (!following || !isForm(wanted.words[number], following[1], last)) return false;
      end += following[0].length;
    }
    return true;
  }

  function isIn(wanted, text) {
    if (text.indexOf(wanted.text) >= 0) return true;
    if (!wanted.start || text.indexOf(wanted.start) < 0) return false;
    var pattern = new RegExp("(?<![\\p{L}\\p{N}])" + escaped(wanted.start).replace(/\\-/g, "-") + "[\\p{L}\\p{N}\\p{M}]*", "gu");
    var match;
    while ((match = pattern.exec(text))) {
      if (endOf(wanted, match[0], match.index, text)) return true;
    }
    return false;
  }

  function standsWhole(wanted, text) {
    for (var at = text.indexOf(wanted.text); at >= 0; at = text.indexOf(wanted.text, at + 1)) {
      var before = text[at - 1] || " ", after = text[at + wanted.text.length] || " ";
      if (!/[\p{L}\p{N}_]/u.test(before) && !/[\p{L}\p{N}_]/u.test(after)) return true;
    }
    return false;
  }

  function score(key, text, wanted, found) {
    var whole = found.filter(function (each) { return standsWhole(each, text); }).length;
    var all = wanted.map(function (each) { return each.text; }).join(" ");
    var named = texts.names[key] && text === all ? 3 : 0;
    return texts.weights[key] * (found.length + whole + named);
  }

  function hit(place, wanted) {
    var record = texts.records[place];
    var flat = record[2];
    var best = {};
    var left = wanted.slice();
    for (var at = 0; at < flat.length; at += 2) {
      var key = flat[at], text = flat[at + 1];
      if (isAddress(text) && !wanted.some(function (each) { return each.address; })) continue;
      var found = wanted.filter(function (each) { return isIn(each, text); });
      if (found.length) best[key] = Math.max(best[key] || 0, score(key, text, wanted, found));
      left = left.filter(function (each) { return found.indexOf(each) < 0; });
    }
    if (left.length) return null;
    var sum = Object.keys(best).reduce(function (all, each) { return all + best[each]; }, 0);
    return { place: place, score: sum };
  }

  function isAddress(text) {
    return text.startsWith("http://") || text.startsWith("https://");
  }

  function search(typed) {
    var wanted = terms(typed);
    if (!wanted.length) return [];
    return texts.records.map(function (_, place) { return hit(place, wanted); })
      .filter(Boolean)
      .sort(function (one, other) { return other.score - one.score || one.place - other.place; });
  }

  function shown(found) {
    var record = texts.records[found.place], title = titles[found.place];
    var item = document.createElement("li");
    function add(parent, tag, name, text) {
      var element = document.createElement(tag);
      if (name) element.className = name;
      element.textContent = text;
      parent.appendChild(element);
      return element;
    }
    if (title[3]) add(item, "p", "when", title[3]);
    var what = add(item, "div", "what", "");
    var line = add(what, "p", "title", "");
    var link = add(line, "a", "", title[0]);
    link.href = folders[record[0]] + "/" + record[1] + ".html";
    if (title[1]) link.lang = title[1];
    if (title[2]) {
      line.appendChild(document.createTextNode(" "));
      add(line, "span", "translation", title[2]);
    }
    add(what, "p", "meta", title[4]);
    item.dataset.id = record[1];
    return item;
  }

  var form = document.querySelector("[data-search]");
  var field = form.querySelector("input");
  var list = document.querySelector("[data-found]");
  var status = document.querySelector("[data-status]");
  var waiting = 0;
  var most = 200;

  function show() {
    var typed = field.value.trim();
    var found = typed ? search(typed) : [];
    list.replaceChildren.apply(list, found.slice(0, most).map(shown));
    list.hidden = found.length === 0;
    status.textContent = typed ? site.found(found.length) : "";
    document.querySelector("[data-browse]").hidden = found.length > 0;
    history.replaceState(null, "", typed ? "#q=" + encodeURIComponent(typed) : location.pathname + location.search);
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(waiting);
    show();
  });
  field.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(show, 200);
  });
  form.hidden = false;
  var given = new URLSearchParams(location.hash.slice(1)).get("q");
  if (given) {
    field.value = given;
    show();
  }
  site.search = function (typed) {
    return search(typed).map(function (found) { return texts.records[found.place][1]; });
  };
})();
