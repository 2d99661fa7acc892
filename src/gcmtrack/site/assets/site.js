"use strict";
/* What depends on the reader's day, and lists that are narrowed. Without it every page says as of which day it counts, and
   everything is on it. */
(function () {
  var page = document;
  var words = window.gcmtrackWords;

  function padded(number, length) {
    return String(number).padStart(length, "0");
  }

  function isoDay(moment) {
    return padded(moment.getFullYear(), 4) + "-" + padded(moment.getMonth() + 1, 2) + "-" + padded(moment.getDate(), 2);
  }

  var today = isoDay(new Date());

  /* Says a text of the words with its places filled. */
  function say(text, values) {
    return text.replace(/\{(\w+)\}/g, function (_, name) {
      return values[name];
    });
  }

  function plural(number) {
    return new Intl.PluralRules(words.language).select(number) === "one" ? "one" : "other";
  }

  function dayInWords(year, month, day) {
    var said = day === 1 ? words.date["first-day"] : String(day);
    return say(words.date.day, { day: said, month: words.month[month], year: year });
  }

  /* A text in the form that its date wants: "depuis le 5 mai 2018", "depuis mai 2018". */
  function inForm(key, part) {
    var form = part.about ? "about" : part.day ? "day" : part.month ? "month" : "year";
    return words.distance[key + "_" + form] || words.distance[key];
  }

  function dateInWords(part) {
    if (part.day) return dayInWords(part.year, part.month, part.day);
    if (part.month) return say(words.date.month, { month: words.month[part.month], year: part.year });
    return say(words.date.year, { year: part.year });
  }

  /* Where an element stands on the reader's day, from the days that the program gave it. */
  function stateOf(element) {
    var begins = element.dataset.from;
    if (element.dataset.until < today) return "past";
    return begins && begins <= today ? "ongoing" : "upcoming";
  }

  function isListed(element, state) {
    var only = element.dataset.only;
    return !only || only === state;
  }

  /* How far away a date is, counted as the program does. */
  function partOf(text) {
    var found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)$/.exec(text);
    return { year: +found[1], month: +(found[2] || 0), day: +(found[3] || 0), about: found[4] !== "" };
  }

  function lastDay(part) {
    if (part.day) return part.day;
    return new Date(Date.UTC(part.year, part.month || 12, 0)).getUTCDate();
  }

  function edge(part, last) {
    var month = part.month || (last ? 12 : 1);
    return padded(part.year, 4) + "-" + padded(month, 2) + "-" + padded(last ? lastDay(part) : part.day || 1, 2);
  }

  function daysBetween(one, other) {
    return Math.round((Date.parse(other) - Date.parse(one)) / 86400000);
  }

  function wholeMonths(earlier, later) {
    var a = partOf(earlier), b = partOf(later);
    var months = (b.year - a.year) * 12 + b.month - a.month;
    var end = new Date(Date.UTC(b.year, b.month, 0)).getUTCDate();
    return b.day >= a.day || b.day === end ? months : months - 1;
  }

  function span(number, unit, about) {
    var size = Math.abs(number);
    var key = (number > 0 ? "in" : "ago") + (about ? "-about" : "");
    return say(words.distance[key], { span: say(words.count[unit + "_" + plural(size)], { n: size }) });
  }

  function away(part) {
    var now = partOf(today);
    function inMonths(months) {
      if (Math.abs(months) < 24) return span(months, "away-months", part.about);
      return span(Math.trunc(months / 12), "away-years", part.about);
    }
    if (part.day) {
      var day = edge(part, false);
      var days = daysBetween(today, day);
      if (Math.abs(days) === 1 && !part.about) return words.distance[days > 0 ? "tomorrow" : "yesterday"];
      var months = day < today ? wholeMonths(day, today) : wholeMonths(today, day);
      return months < 2 ? span(days, "away-days", part.about) : inMonths(days > 0 ? months : -months);
    }
    var years = part.year - now.year;
    if (part.month) {
      var some = years * 12 + part.month - now.month;
      return some === 0 ? words.distance["this-month"] : inMonths(some);
    }
    return years === 0 ? words.distance["this-year"] : span(years, "away-years", part.about);
  }

  function distance(text) {
    var ends = text.split("/");
    var open = ends[1] === "..";
    var start = partOf(ends[0]);
    var end = open || !ends[1] ? start : partOf(ends[1]);
    var isRange = ends.length > 1;
    var begun = start.day ? edge(start, false) : isRange ? edge(start, true) : "";
    if (!open && edge(end, true) < today) return away(end);
    if (!begun || begun > today) return away(start);
    if (open) return say(inForm("since", start), { date: dateInWords(start) });
    if (!isRange) return words.distance.today;
    if (start.day && end.day && !start.about && !end.about) {
      var first = edge(start, false);
      return say(words.distance["day-of"], {
        day: daysBetween(first, today) + 1,
        days: daysBetween(first, edge(end, true)) + 1,
      });
    }
    return say(inForm("until", end), { date: dateInWords(end) });
  }

  function each(selector, act, within) {
    Array.prototype.forEach.call((within || page).querySelectorAll(selector), act);
  }

  function showDay() {
    each("[data-until]", function (element) {
      element.dataset.state = stateOf(element);
    });
    each(".distance[data-when]", function (element) {
      element.textContent = "(" + distance(element.dataset.when) + ")";
    });
    each("[data-last]", function (element) {
      var overdue = element.dataset.last < today;
      element.hidden = element.dataset.first > today;
      each(".if-overdue", function (e) { e.hidden = !overdue; }, element);
      each(".if-due", function (e) { e.hidden = overdue; }, element);
    });
    // Announced, over since a year at most, and not seen; the newest first.
    each("[data-unseen]", function (list) {
      var shown = 0;
      each(":scope > li", function (item) {
        var days = daysBetween(item.dataset.until, today);
        item.hidden = days <= 0 || days > 366 || shown >= +list.dataset.unseen;
        shown += item.hidden ? 0 : 1;
      }, list);
    });
    each("[data-any]", function (part) { part.hidden = !part.querySelector("li:not([hidden])"); });
  }

  /* Lists of what comes, goes on and is over: each event moves to where it stands today, in the order of the program. */
  function sortStates(box) {
    // A page that holds what was not over on a day, and of that only the next, asks for the others on the days for which
    // that is not enough.
    if (box.dataset.others && !window.gcmtrackEvents && needsOthers(box)) {
      var script = page.createElement("script");
      script.src = box.dataset.others;
      script.addEventListener("load", function () {
        addOthers(box);
        sortStates(box);
      });
      page.head.appendChild(script);
      return;
    }
    each("[data-as-of]", function (element) {
      var now = partOf(today);
      element.textContent = say(words.site["as-of"], { day: dayInWords(now.year, now.month, now.day) });
    }, box);
    var lists = {};
    var found = { ongoing: [], upcoming: [], past: [] };
    var all = [];
    each("[data-list]", function (list) {
      lists[list.dataset.list] = list;
      each(":scope > li", function (item) { all.push(item); }, list);
    }, box);
    all.forEach(function (item) {
      var state = stateOf(item);
      if (isListed(item, state)) found[state].push(item);
      else item.hidden = true;
    });
    function inTime(a, b) {
      return a.dataset.n - b.dataset.n;
    }
    Object.keys(found).forEach(function (state) {
      var list = lists[state];
      var items = found[state].sort(inTime);
      if (state === "past") {
        items.sort(function (a, b) {
          var one = a.dataset.until + a.dataset.begins, other = b.dataset.until + b.dataset.begins;
          return one < other ? 1 : one > other ? -1 : inTime(a, b);
        });
      }
      if (!list) {
        items.forEach(function (item) { item.hidden = true; });
        return;
      }
      var most = +list.dataset.most || Infinity;
      var rest = page.createDocumentFragment();
      items.forEach(function (item, number) {
        item.hidden = number >= most;
        distanceOf(item, state);
        rest.appendChild(item);
      });
      list.appendChild(rest);
      each('[data-count="' + state + '"]', function (count) { count.textContent = items.length + (+list.dataset.beyond || 0); }, box);
      each(".none", function (none) { none.hidden = items.length > 0; }, list.parentNode);
    });
  }

  function needsOthers(box) {
    if (today < box.dataset.fromDay) return true;
    var list = box.querySelector("[data-beyond]");
    if (!list || !+list.dataset.beyond) return false;
    var left = Array.prototype.filter.call(list.children, function (item) { return stateOf(item) === "upcoming"; });
    return left.length < +list.dataset.most;
  }

  /* Puts all events where some stand, as the templates made them. */
  function addOthers(box) {
    var up = "embed" in page.body.dataset;
    each("[data-list]", function (list) {
      list.textContent = "";
      delete list.dataset.beyond;
    }, box);
    var holder = page.createElement("template");
    holder.innerHTML = window.gcmtrackEvents.join("");
    if (!up) {
      each('a[href^="../"]', function (link) {
        link.setAttribute("href", link.getAttribute("href").slice(3));
      }, holder.content);
    }
    box.querySelector("[data-list]").appendChild(holder.content);
  }

  function distanceOf(item, state) {
    // Of what has no end the date says since when it is already.
    if (state === "past" || /\.\.$/.test(item.dataset.when)) return;
    var when = item.querySelector(".when");
    var shown = when.querySelector(".distance");
    if (!shown) {
      shown = page.createElement("span");
      shown.className = "distance";
      when.appendChild(page.createTextNode(" "));
      when.appendChild(shown);
    }
    shown.textContent = distance(item.dataset.when);
  }

  /* Statements narrowed by what was chosen; the address keeps the choice, so that it can be passed on. */
  function filters(form) {
    var items = page.querySelectorAll("[data-filtered] li");
    var status = form.querySelector("[role=status]");
    function asked() {
      var found = {};
      each("select", function (select) { if (select.value) found[select.name] = select.value; }, form);
      return found;
    }
    function apply() {
      var wanted = asked();
      var names = Object.keys(wanted);
      var shown = 0;
      Array.prototype.forEach.call(items, function (item) {
        var fits = names.every(function (name) {
          return (item.dataset[name] || "").split(" ").indexOf(wanted[name]) >= 0;
        });
        item.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      each("[data-year-section]", function (section) {
        var left = section.querySelectorAll("li:not([hidden])").length;
        section.hidden = left === 0;
        section.querySelector(".count").textContent = left;
      });
      status.textContent = found(shown);
      var kept = new URLSearchParams(wanted).toString();
      history.replaceState(null, "", kept ? "#" + kept : location.pathname + location.search);
    }
    function read() {
      var given = new URLSearchParams(location.hash.slice(1));
      each("select", function (select) {
        select.value = given.get(select.name) || "";
        if (select.selectedIndex < 0) select.value = "";
      }, form);
    }
    form.hidden = false;
    // On a phone the choices would fill the screen before the first statement.
    form.querySelector("details").open = window.matchMedia("(min-width: 44rem)").matches;
    form.addEventListener("change", apply);
    form.querySelector("button").addEventListener("click", function () {
      each("select", function (select) { select.value = ""; }, form);
      apply();
    });
    window.addEventListener("hashchange", function () { read(); apply(); });
    read();
    if (location.hash.indexOf("=") > 0) apply();
  }

  function found(number) {
    var key = number === 0 ? "found-none" : "found-" + plural(number);
    return say(words.site[key], { n: number });
  }

  /* The page at the top leads on to the reader's language. */
  function chooseLanguage() {
    var known = page.body.dataset.languages.split(" ");
    var wanted = (navigator.languages || [navigator.language]).map(function (code) { return code.slice(0, 2); });
    var chosen = wanted.filter(function (code) { return known.indexOf(code) >= 0; })[0] || known[0];
    location.replace(chosen + "/index.html");
  }

  /* The line of today in the drawing. */
  function drawToday(line) {
    var now = partOf(today);
    var years = line.ownerSVGElement.dataset.years.split(" ").map(function (year) { return year.split(":").map(Number); });
    var found = years.filter(function (year) { return year[0] === now.year; })[0];
    if (!found) return;
    var through = daysBetween(edge({ year: now.year }, false), today) / 366;
    line.setAttribute("transform", "translate(" + (found[1] + found[2] * through).toFixed(1) + " 0)");
  }

  /* A calendar that stands on the web can be followed. */
  function offerWebcal(link) {
    if (!/^https?:$/.test(location.protocol)) return;
    link.href = new URL(link.dataset.webcal, location.href).href.replace(/^https?:/, "webcal:");
    link.hidden = false;
  }

  /* A block in a frame takes its colours and its length from its address. */
  function dress() {
    var given = new URLSearchParams(location.search);
    var root = page.documentElement;
    var theme = given.get("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    [["accent", "--accent"], ["background", "--paper"], ["text", "--ink"]].forEach(function (pair) {
      var colour = given.get(pair[0]) || "";
      if (/^[0-9a-f]{3}(?:[0-9a-f]{3})?$/i.test(colour)) root.style.setProperty(pair[1], "#" + colour);
    });
    if (given.get("heading") === "no") page.querySelector("h1").classList.add("unseen");
    var limit = parseInt(given.get("limit"), 10);
    var most = limit > 0 ? limit : 10;
    each("[data-list]", function (list) { list.dataset.most = most; });
    each("[data-listed]", function (list) {
      var shown = 0;
      each(":scope > li", function (item) {
        var fits = ["kind", "type", "phase", "lang", "objective", "stance"].every(function (name) {
          var wanted = given.get(name);
          return !wanted || (item.dataset[name] || "").split(" ").indexOf(wanted) >= 0;
        });
        item.hidden = !fits || shown >= most;
        shown += item.hidden ? 0 : 1;
      }, list);
    });
  }

  if (page.body.dataset.languages) {
    chooseLanguage();
    return;
  }
  if ("embed" in page.body.dataset) dress();
  showDay();
  each("[data-today]", drawToday);
  each("[data-webcal]", offerWebcal);
  each("[data-states]", sortStates);
  each("[data-filters]", filters);
  window.gcmtrack = { each: each, found: found, say: say, words: words };
})();
