"use strict";
// What to learn next, counted over the embedded ads by the rules of the question "next", so that it gives
// the same answer as: rung next --have ...
(function () {
  var data = JSON.parse(document.getElementById("data").textContent);
  var digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  function skillsOf(word) {
    var list = [];
    for (var i = 0; i < word.length; i++) {
      var n = digits.indexOf(word[i]);
      if (n >= data.single) n = data.single + (n - data.single) * 62 + digits.indexOf(word[++i]);
      list.push(n);
    }
    return list;
  }
  var ads = data.ads === "" ? [] : data.ads.split(" ").map(function (word) {
    var parts = word.slice(1).split(".");
    return { entry: word[0] === "1", needs: skillsOf(parts[0]), nice: skillsOf(parts[1] || "") };
  });

  // Wilson's interval at 95 %, as the question has it.
  function wilson(p, n) {
    if (!(n > 0)) return null;
    var mid = p + 1.9208 / n, half = 1.96 * Math.sqrt(Math.max(p * (1 - p), 0) / n + 0.9604 / (n * n)), all = 1 + 3.8416 / n;
    return [Math.max(0, (mid - half) / all), Math.min(1, (mid + half) / all)];
  }

  // What the ads of one side offer, each employer weighing the same.
  function level(employers) {
    var means = Array.from(employers.values(), function (e) { return e.sum / e.n; });
    var mean = means.reduce(function (a, b) { return a + b; }, 0) / means.length;
    var spread = means.reduce(function (a, b) { return a + (b - mean) * (b - mean); }, 0);
    return { employers: means.length, mean: mean, square: spread / (means.length - 1) / means.length };
  }
  // The quantile of t for the difference of two levels, as the macro welch_quantile has it.
  function quantile(a, b) {
    var sum = a.square + b.square;
    if (!(sum > 0)) return 1.96;
    var inverse = (a.square * a.square / (a.employers - 1) + b.square * b.square / (b.employers - 1)) / (sum * sum);
    return 1.96 + 2.3724 * inverse + 2.8226 * inverse * inverse + 2.5559 * inverse * inverse * inverse;
  }
  function side() { return { ads: 0, reach: 0, employers: new Map() }; }
  function put(s, pay, rate) {
    var e = s.employers.get(pay[1]) || { sum: 0, n: 0 };
    e.sum += Math.log(pay[2]);
    e.n++;
    s.employers.set(pay[1], e);
    s.ads++;
    if (rate !== null && pay[3] >= rate) s.reach++;
  }

  function premiumOf(skill, paid, rate) {
    var withIt = side(), without = side();
    paid.forEach(function (pay) {
      var ad = ads[pay[0]];
      put(ad.needs.indexOf(skill) >= 0 || ad.nice.indexOf(skill) >= 0 ? withIt : without, pay, rate);
    });
    var p = { n: withIt.ads, shown: false, atRate: null };
    if (withIt.ads >= 10 && rate !== null) p.atRate = withIt.reach / withIt.ads;
    if (Math.min(withIt.ads, without.ads) < 10) return p;
    var a = level(withIt.employers), b = level(without.employers);
    if (Math.min(a.employers, b.employers) < 5) return p;
    p.shown = true;
    p.log = a.mean - b.mean;
    p.half = quantile(a, b) * Math.sqrt(a.square + b.square);
    return p;
  }

  // For each skill the one had that most ads with pay want together with it.
  function besidesOf(paid, had) {
    var counts = new Map(), best = new Map();
    paid.forEach(function (pay) {
      var all = ads[pay[0]].needs.concat(ads[pay[0]].nice), bases = all.filter(function (s) { return had.has(s); });
      all.forEach(function (s) {
        if (had.has(s)) return;
        if (!counts.has(s)) counts.set(s, new Map());
        bases.forEach(function (b) { counts.get(s).set(b, (counts.get(s).get(b) || 0) + 1); });
      });
    });
    counts.forEach(function (list, s) {
      list.forEach(function (n, b) {
        var old = best.get(s);
        if (!old || n > old.n || n === old.n && data.skills[b].id < data.skills[old.base].id) best.set(s, { base: b, n: n });
      });
    });
    return best;
  }
  function besideOf(skill, beside, paid) {
    if (!beside) return { n: 0, shown: false };
    var p = { n: beside.n, shown: false };
    if (beside.n >= data.min_beside) {
      p = premiumOf(skill, paid.filter(function (pay) {
        var ad = ads[pay[0]];
        return ad.needs.indexOf(beside.base) >= 0 || ad.nice.indexOf(beside.base) >= 0;
      }), null);
    }
    p.name = data.skills[beside.base].name;
    return p;
  }

  function answer(had, period, rate) {
    var total = 0, openNow = 0, opened = new Map(), wants = new Map(), wantsHad = [];
    ads.forEach(function (ad, i) {
      var missing = ad.needs.filter(function (s) { return !had.has(s); });
      var both = ad.needs.concat(ad.nice);
      wantsHad[i] = both.some(function (s) { return had.has(s); });
      if (ad.needs.length > 0) {
        total++;
        if (missing.length === 0) openNow++;
      }
      if (missing.length === 1) {
        if (!opened.has(missing[0])) opened.set(missing[0], []);
        opened.get(missing[0]).push(i);
      }
      both.forEach(function (s) {
        var w = wants.get(s) || { ads: 0, entry: 0, near: 0 };
        w.ads++;
        if (ad.entry) w.entry++;
        if (wantsHad[i]) w.near++;
        wants.set(s, w);
      });
    });
    var paid = (data.pay[period] || []).filter(function (pay) { return wantsHad[pay[0]]; });
    var rows = [], besides = besidesOf(paid, had);
    opened.forEach(function (list, s) {
      if (list.length < data.min_opened) return;
      var w = wants.get(s), near = w.near / w.ads, entry = w.entry / w.ads, p = premiumOf(s, paid, rate);
      var factor = p.shown && Math.abs(p.log) > p.half ? Math.exp(p.log) : 1;
      rows.push({
        skill: data.skills[s], score: list.length * (1 + near) * (1 + entry) * factor, opened: list.length, share: list.length / total,
        ads: w.ads, near: near, entry: entry, premium: p, beside: besideOf(s, besides.get(s), paid), examples: list.slice(0, 3),
      });
    });
    rows.sort(function (a, b) { return b.score - a.score || (a.skill.id < b.skill.id ? -1 : 1); });
    return { total: total, openNow: openNow, rows: rows.slice(0, data.top) };
  }

  function whole(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, ","); }
  function percent(share) {
    if (Math.abs(share) < 1e-9) return "0%";
    var a = Math.abs(share);
    return (100 * share).toFixed(a > 0 && a < 0.00995 ? 2 : 1) + "%";
  }
  function interval(ends) { return ends ? percent(ends[0]).slice(0, -1) + (ends[0] < 0 ? " to " : "–") + percent(ends[1]) : ""; }
  function element(name, text, className) {
    var e = document.createElement(name);
    if (text !== undefined) e.textContent = text;
    if (className) e.className = className;
    return e;
  }
  function figure(text, detail) {
    var td = element("td", text, "num");
    if (detail) {
      td.append(" ");
      td.append(element("small", detail));
    }
    return td;
  }
  function faint(text) {
    var td = element("td", undefined, "num");
    td.append(element("span", text, "faint"));
    return td;
  }
  function difference(p, before) {
    return figure(before + percent(Math.exp(p.log) - 1), interval([Math.exp(p.log - p.half) - 1, Math.exp(p.log + p.half) - 1]) + ", n=" + whole(p.n));
  }
  function premiumCell(p) {
    if (p.shown) return difference(p, "");
    return faint(p.n < 10 ? "under 10 ads with pay (n=" + p.n + ")" : "too few employers, or nothing to compare with");
  }
  function besideCell(p) {
    if (p.shown) return difference(p, p.name + ": ");
    if (!p.name) return faint("no ad with pay wants it beside one you have");
    return faint(p.name + ": " + (p.n < data.min_beside ? "under " + data.min_beside + " ads with pay (n=" + p.n + ")" : "too few employers, or nothing to compare with"));
  }
  function proofCell(list) {
    var td = element("td", undefined, "long");
    list.forEach(function (i) {
      var link = data.links[i];
      if (!link) return;
      if (td.childNodes.length) td.append("; ");
      if (!/^https?:\/\//.test(link[1])) {
        td.append(link[0]);
        return;
      }
      var a = element("a", link[0] || link[1]);
      a.href = link[1];
      a.rel = "noopener";
      td.append(a);
    });
    return td;
  }

  function table(result, rate) {
    var t = element("table"), head = t.createTHead().insertRow(), body = t.createTBody();
    t.append(element("caption", "Skills that open the most ads to you"));
    t.id = "table-next";
    var names = ["Skill", "Score", "Opens", "Share of ads", "Near", "Open to beginners", "Premium", "Beside one you have"];
    if (rate !== null) names.push("Reach your rate");
    names.push("Ads that it opens");
    names.forEach(function (name, i) {
      var th = element("th", name, i > 0 && i < names.length - 1 ? "num" : "");
      th.scope = "col";
      head.append(th);
    });
    result.rows.forEach(function (r) {
      var tr = body.insertRow(), th = element("th", r.skill.card ? undefined : r.skill.name);
      if (r.skill.card) {
        var card = element("a", r.skill.name);
        card.href = "skill/" + r.skill.id + ".html";
        th.append(card);
      }
      th.scope = "row";
      tr.dataset.skill = r.skill.id;
      tr.append(th, figure(r.score.toFixed(1)), figure(whole(r.opened)), figure(percent(r.share), interval(wilson(r.share, result.total))),
        figure(percent(r.near), interval(wilson(r.near, r.ads)) + ", n=" + whole(r.ads)), figure(percent(r.entry), interval(wilson(r.entry, r.ads)) + ", n=" + whole(r.ads)), premiumCell(r.premium), besideCell(r.beside));
      if (rate !== null) tr.append(r.premium.atRate === null ? premiumCell({ shown: false, n: r.premium.n }) : figure(percent(r.premium.atRate), interval(wilson(r.premium.atRate, r.premium.n)) + ", n=" + whole(r.premium.n)));
      tr.append(proofCell(r.examples));
    });
    return t;
  }

  var form = document.getElementById("next-form"), list = document.getElementById("next-skills");
  var period = document.getElementById("next-period"), rate = document.getElementById("next-rate"), search = document.getElementById("next-search");
  var boxes = data.skills.map(function (s, i) {
    var label = element("label"), box = element("input");
    box.type = "checkbox";
    box.value = String(i);
    label.append(box, " " + s.name + " ", element("small", whole(s.ads)));
    return { box: box, label: label, text: (s.name + " " + s.id + " " + s.category).toLowerCase(), ads: s.ads, id: s.id };
  });
  boxes.slice().sort(function (a, b) { return b.ads - a.ads; }).forEach(function (b) { list.append(b.label); });

  // The choice stands in the address, so that it can be kept and shared.
  function remember(ids) {
    var parts = ["have=" + ids.map(encodeURIComponent).join(","), "period=" + period.value];
    if (rate.value !== "") parts.push("rate=" + encodeURIComponent(rate.value));
    try { history.replaceState(null, "", "#" + parts.join("&")); } catch (e) { /* an address that may not change */ }
  }
  function recall() {
    location.hash.slice(1).split("&").forEach(function (part) {
      var at = part.indexOf("="), name = part.slice(0, at), value = part.slice(at + 1);
      if (name === "have") value.split(",").map(decodeURIComponent).forEach(function (id) {
        boxes.forEach(function (b) { if (b.id === id) b.box.checked = true; });
      });
      if (name === "period" && ["hour", "day", "month", "year"].indexOf(value) >= 0) period.value = value;
      if (name === "rate") rate.value = decodeURIComponent(value);
    });
  }
  function show() {
    var had = new Set(), ids = [], names = [];
    boxes.forEach(function (b, i) {
      if (b.box.checked) {
        had.add(i);
        ids.push(b.id);
        names.push(data.skills[i].name);
      }
    });
    var asked = rate.value === "" || !(Number(rate.value) >= 0) ? null : Number(rate.value);
    var result = answer(had, period.value, asked), scroll = element("div", undefined, "scroll");
    document.getElementById("next-had").textContent = names.length ? "You know: " + names.join(", ") + "." : "Nothing is ticked yet.";
    document.getElementById("next-open").textContent = "Of " + whole(result.total) + " ads that want named technologies, " + whole(result.openNow) + " are open to you now (" + interval(wilson(result.openNow / result.total, result.total)) + ").";
    ids.sort();
    var words = [ids.length ? "rung next --have " + ids.join(",") : "rung next", "--period " + period.value];
    if (asked !== null) words.push("--rate " + rate.value);
    document.getElementById("next-command").textContent = words.join(" ");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "What to learn next");
    scroll.append(result.rows.length ? table(result, asked) : element("p", "No single skill opens " + data.min_opened + " ads or more."));
    document.getElementById("next-result").replaceChildren(scroll);
    remember(ids);
  }
  search.addEventListener("input", function () {
    var word = search.value.trim().toLowerCase();
    boxes.forEach(function (b) { b.label.hidden = word !== "" && b.text.indexOf(word) < 0; });
  });
  search.addEventListener("keydown", function (e) { if (e.key === "Enter") e.preventDefault(); });
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  form.addEventListener("change", function (e) { if (e.target !== search) show(); });
  rate.addEventListener("input", show);
  // Pay is compared by the period that most ads state, unless the reader chooses another.
  period.value = ["hour", "day", "month", "year"].reduce(function (best, p) {
    return (data.pay[p] || []).length > (data.pay[best] || []).length ? p : best;
  });
  form.hidden = false;
  recall();
  show();
})();
