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
  function number(word) {
    return word.split("").reduce(function (n, digit) { return n * 62 + digits.indexOf(digit); }, 0);
  }
  // Each ad has an employer of its own or, said by 2 or 3, one that an ad before has.
  var employers = 0;
  var ads = data.ads === "" ? [] : data.ads.split(" ").map(function (word) {
    var isAgain = word[0] > "1", parts = word.slice(isAgain ? 4 : 1).split(".");
    return {
      entry: word[0] === "1" || word[0] === "3", employer: isAgain ? number(word.slice(1, 4)) : employers++,
      needs: skillsOf(parts[0]), nice: skillsOf(parts[1] || ""),
    };
  });

  // Employers are drawn as analyze/bootstrap.go draws them: the weight of each in 1,000 replicates is a Poisson number
  // that its hash alone decides. Numbers of 64 bits are kept as two of 32, high and low.
  var replicates = 1000, high = 0, low = 0;
  var poisson = new Uint8Array(4096);
  [1507, 1507, 753, 251, 63, 13, 1, 1].reduce(function (from, n, k) { return poisson.fill(k, from, from + n), from + n; }, 0);
  function add(h, l) {
    var sum = low + l;
    high = (high + h + (sum > 4294967295 ? 1 : 0)) >>> 0;
    low = sum >>> 0;
  }
  function shiftXor(n) {
    low = (low ^ (low >>> n | high << 32 - n)) >>> 0;
    high = (high ^ high >>> n) >>> 0;
  }
  function times(h, l) {
    var a0 = low & 65535, a1 = low >>> 16, b0 = l & 65535, b1 = l >>> 16;
    var mid = a1 * b0 + (a0 * b0 >>> 16), rest = a0 * b1 + (mid & 65535);
    high = a1 * b1 + Math.floor(mid / 65536) + Math.floor(rest / 65536) + Math.imul(low, h) + Math.imul(high, l) >>> 0;
    low = Math.imul(low, l) >>> 0;
  }
  function mix() {
    add(0x9e3779b9, 0x7f4a7c15);
    shiftXor(30);
    times(0xbf58476d, 0x1ce4e5b9);
    shiftXor(27);
    times(0x94d049bb, 0x133111eb);
    shiftXor(31);
  }
  function draw(employer, weights) {
    var hash = number(data.draws.slice(6 * employer, 6 * employer + 6));
    high = Math.floor(hash / 4294967296);
    low = hash >>> 0;
    mix();
    low = (low ^ 0x52554e47) >>> 0;
    mix();
    var h = high, l = low;
    for (var i = 0; i < replicates; i += 5) {
      high = h;
      low = l;
      mix();
      weights[i] = poisson[low & 4095];
      weights[i + 1] = poisson[low >>> 12 & 4095];
      weights[i + 2] = poisson[(low >>> 24 | high << 8) & 4095];
      weights[i + 3] = poisson[high >>> 4 & 4095];
      weights[i + 4] = poisson[high >>> 16 & 4095];
      high = h;
      low = l;
      add(0x9e3779b9, 0x7f4a7c15);
      h = high;
      l = low;
    }
  }
  var drawn = new Map();
  function weightsOf(employer) {
    var weights = drawn.get(employer);
    if (!weights) drawn.set(employer, weights = new Uint8Array(replicates)), draw(employer, weights);
    return weights;
  }
  // sums is a count by employer in every replicate.
  function sums(counts) {
    var list = new Float64Array(replicates);
    counts.forEach(function (n, employer) {
      var weights = weightsOf(employer);
      for (var r = 0; r < replicates; r++) list[r] += n * weights[r];
    });
    return list;
  }
  // All ads that want named technologies, whatever one has: each employer is drawn once and forgotten.
  var all = { counts: new Map(), sums: new Float64Array(replicates) };
  ads.forEach(function (ad) {
    if (ad.needs.length > 0) count(all.counts, ad.employer);
  });
  (function () {
    var weights = new Uint8Array(replicates);
    all.counts.forEach(function (n, employer) {
      draw(employer, weights);
      for (var r = 0; r < replicates; r++) all.sums[r] += n * weights[r];
    });
  })();
  function count(counts, employer) { counts.set(employer, (counts.get(employer) || 0) + 1); }
  function total(counts) {
    var n = 0;
    counts.forEach(function (v) { n += v; });
    return n;
  }

  // The t distribution with any degrees of freedom: the incomplete beta function by its continued fraction.
  function logGamma(x) {
    var c = [76.18009172947146, -86.50532032941677, 24.01409824083091, -1.231739572450155, 0.001208650973866179, -0.000005395239384953], sum = 1.000000000190015;
    for (var i = 0; i < 6; i++) sum += c[i] / (x + 1 + i);
    return (x + 0.5) * Math.log(x + 5.5) - x - 5.5 + Math.log(2.5066282746310005 * sum / x);
  }
  function beta(x, a, b) {
    if (x > (a + 1) / (a + b + 2)) return 1 - beta(1 - x, b, a);
    var front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x)) / a;
    var c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), f = d;
    for (var m = 1, step = 0; m < 1000 && Math.abs(step - 1) > 1e-14; m++) {
      [m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))].forEach(function (k) {
        d = 1 / (1 + k * d);
        c = 1 + k / c;
        f *= step = c * d;
      });
    }
    return front * f;
  }
  function quantileOfT(freedom) {
    var from = 1.9, to = 4.4;
    while (to - from > 1e-9) {
      var t = (from + to) / 2;
      if (beta(freedom / (freedom + t * t), freedom / 2, 0.5) > 0.05) from = t;
      else to = t;
    }
    return from;
  }

  // The interval of a share at 95 %, as analyze/shares.go has it: Wilson's, on the number of independent ads that the
  // draws tell, with a quantile of t for as many degrees of freedom as the employers leave. of and among are counts by
  // employer, amongSums those of among in every replicate.
  function ends(of, among, amongSums) {
    var n = total(among), share = total(of) / n;
    if (n === 0) return null;
    var s = { with: 0, without: 0, squares: 0, fourth: 0, first: 0, second: 0, third: 0, last: 0 }, k = among.size;
    among.forEach(function (size, employer) {
      var has = of.get(employer) || 0, u = has - share * size;
      if (has > 0) s.with++;
      if (has < size) s.without++;
      s.squares += u * u;
      s.fourth += u * u * u * u;
      s.first += size;
      s.second += size * size;
      s.third += size * size * size;
      s.last += size * size * size * size;
    });
    var sd = 0, own = 0, mean = 0, seen = 0;
    sums(of).forEach(function (v, r) {
      var off = v / amongSums[r] - share;
      if (isNaN(off)) return;
      seen++;
      mean += off;
      sd += off * off;
    });
    var variance = seen < 2 ? 0 : Math.max(0, (sd - mean * mean / seen) / (seen - 1));
    var independent = k < 2 || variance <= 0 || share <= 0 || share >= 1 ? s.first * s.first / s.second : Math.min(n, share * (1 - share) / variance);
    own = k - 1;
    if (s.squares > 0) {
      var rest = s.fourth * k / (s.squares * s.squares) - (k - 3) / Math.max(k - 1, 1);
      if (rest > 0) own = Math.min(own, 2 * k / rest);
    }
    var size = s.first / k, square = s.second / k;
    var varies = s.last / k / (square * square) - 2 * s.third / k / (size * square) + square / (size * size);
    var sized = varies <= 0 ? k - 1 : Math.min(k - 1, 2 * Math.max(Math.min(s.with, s.without), 1) / varies);
    var z = quantileOfT(Math.max(sized > own && own > 0 ? 2 / (1 / own + 1 / sized) : own, 2));
    var middle = share + z * z / (2 * independent), whole = 1 + z * z / independent;
    var half = z * Math.sqrt(share * (1 - share) / independent + z * z / (4 * independent * independent));
    return [share <= 0 ? 0 : Math.max((middle - half) / whole, 0), share >= 1 ? 1 : Math.min((middle + half) / whole, 1)];
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
  function side() { return { ads: 0, paid: new Map(), reach: new Map(), employers: new Map() }; }
  function put(s, pay, rate) {
    var employer = ads[pay[0]].employer, e = s.employers.get(employer) || { sum: 0, n: 0 };
    e.sum += Math.log(pay[1]);
    e.n++;
    s.employers.set(employer, e);
    s.ads++;
    count(s.paid, employer);
    if (rate !== null && pay[2] >= rate) count(s.reach, employer);
  }

  function premiumOf(skill, paid, rate) {
    var withIt = side(), without = side();
    paid.forEach(function (pay) {
      var ad = ads[pay[0]];
      put(ad.needs.indexOf(skill) >= 0 || ad.nice.indexOf(skill) >= 0 ? withIt : without, pay, rate);
    });
    var p = { n: withIt.ads, shown: false, atRate: null };
    if (withIt.ads >= 10 && withIt.paid.size >= 5 && rate !== null) p.atRate = { of: withIt.reach, among: withIt.paid };
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

  // How near a skill is to those one has: the mean of their normalised pointwise mutual information, by employers.
  function nearness(with_, had, known) {
    if (had.length === 0) return null;
    return had.reduce(function (sum, h) {
      var n = (with_.both.get(h) || new Set()).size;
      if (n < data.min_employers) return sum;
      return sum + (n === known.employers ? 1 : Math.max(0, Math.log(n * known.employers / (with_.ads.size * known.had.get(h).size)) / -Math.log(n / known.employers)));
    }, 0) / had.length;
  }

  // Counts by employer of one skill's ads; both holds the employers that want it with each skill one has.
  function wants() { return { ads: new Map(), together: new Map(), entry: new Map(), opened: new Map(), list: [], both: new Map() }; }

  function answer(had, period, rate) {
    var skills = new Map(), wantsHad = [], open = new Map(), known = { had: new Map(), employers: 0 }, seen = new Set();
    ads.forEach(function (ad, i) {
      var missing = ad.needs.filter(function (s) { return !had.has(s); });
      var both = ad.needs.concat(ad.nice), bases = both.filter(function (s) { return had.has(s); });
      wantsHad[i] = bases.length > 0;
      seen.add(ad.employer);
      if (ad.needs.length > 0 && missing.length === 0) count(open, ad.employer);
      bases.forEach(function (h) {
        if (!known.had.has(h)) known.had.set(h, new Set());
        known.had.get(h).add(ad.employer);
      });
      both.forEach(function (s) {
        if (had.has(s)) return;
        if (!skills.has(s)) skills.set(s, wants());
        var w = skills.get(s);
        count(w.ads, ad.employer);
        if (ad.entry) count(w.entry, ad.employer);
        if (wantsHad[i]) count(w.together, ad.employer);
        bases.forEach(function (h) {
          if (!w.both.has(h)) w.both.set(h, new Set());
          w.both.get(h).add(ad.employer);
        });
        if (missing.length === 1 && missing[0] === s) {
          count(w.opened, ad.employer);
          w.list.push(i);
        }
      });
    });
    known.employers = seen.size;
    var bases = Array.from(known.had.keys()).sort(function (a, b) { return data.skills[a].id < data.skills[b].id ? -1 : 1; });
    var paid = (data.pay[period] || []).filter(function (pay) { return wantsHad[pay[0]]; });
    var rows = [], besides = besidesOf(paid, had);
    skills.forEach(function (w, s) {
      if (w.list.length < data.min_opened || w.opened.size < data.min_employers) return;
      var n = total(w.ads), near = nearness(w, bases, known), entry = total(w.entry) / n, p = premiumOf(s, paid, rate);
      var factor = p.shown && Math.abs(p.log) > p.half ? Math.exp(p.log) : 1;
      rows.push({
        skill: data.skills[s], score: w.opened.size * (near === null ? 1 : near) * (1 + entry) * factor, wants: w, opened: w.list.length,
        ads: n, near: near, premium: p, beside: besideOf(s, besides.get(s), paid), examples: examplesOf(w.list),
      });
    });
    rows.sort(function (a, b) { return b.score - a.score || b.wants.opened.size - a.wants.opened.size || (a.skill.id < b.skill.id ? -1 : 1); });
    return { total: total(all.counts), open: open, rows: rows.slice(0, data.top) };
  }
  // The newest ads whose titles are embedded, one of an employer.
  function examplesOf(list) {
    var seen = new Set(), shown = [];
    list.forEach(function (i) {
      if (shown.length === 3 || seen.has(ads[i].employer) || !data.links[i]) return;
      seen.add(ads[i].employer);
      shown.push(i);
    });
    return shown;
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
  // A share with its interval; of and among are counts by employer, amongSums the draws of the latter where they are known.
  function shareText(of, among) { return percent(total(of) / total(among)); }
  function shareEnds(of, among, amongSums) { return interval(ends(of, among, amongSums || sums(among))); }
  function openedCell(r) {
    var isOfOne = r.opened >= 10 && Math.max.apply(null, Array.from(r.wants.opened.values())) > 0.2 * r.opened;
    return figure(whole(r.opened), "of " + whole(r.wants.opened.size) + " employers" + (isOfOne ? ", over a fifth of one" : ""));
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

  // What is told of skills beside those one has takes one had; knows says whether there is.
  function table(result, rate, knows) {
    var t = element("table"), head = t.createTHead().insertRow(), body = t.createTBody();
    t.append(element("caption", "Skills that open the most ads to you"));
    t.id = "table-next";
    var names = ["Skill", "Score", "Opens", "Share of ads"].concat(knows ? ["Near", "Ads with one you have"] : [], "Open to beginners", knows ? ["Premium", "Beside one you have"] : []);
    if (knows && rate !== null) names.push("Reach your rate");
    names.push("Ads that it opens");
    names.forEach(function (name, i) {
      var th = element("th", name, i > 0 && i < names.length - 1 ? "num" : "");
      th.scope = "col";
      head.append(th);
    });
    result.rows.forEach(function (r) {
      var tr = body.insertRow(), th = element("th", r.skill.card ? undefined : r.skill.name), w = r.wants, p = r.premium;
      if (r.skill.card) {
        var card = element("a", r.skill.name);
        card.href = "skill/" + r.skill.id + ".html";
        th.append(card);
      }
      th.scope = "row";
      tr.dataset.skill = r.skill.id;
      var adsSums = sums(w.ads), n = ", n=" + whole(r.ads);
      tr.append(th, figure(r.score.toFixed(1)), openedCell(r), figure(shareText(w.opened, all.counts), shareEnds(w.opened, all.counts, all.sums)));
      if (knows) tr.append(r.near === null ? faint("–") : figure(r.near.toFixed(2)), figure(shareText(w.together, w.ads), shareEnds(w.together, w.ads, adsSums) + n));
      tr.append(figure(shareText(w.entry, w.ads), shareEnds(w.entry, w.ads, adsSums) + n));
      if (knows) tr.append(premiumCell(p), besideCell(r.beside));
      if (knows && rate !== null) tr.append(p.atRate === null ? premiumCell({ shown: false, n: p.n }) : figure(shareText(p.atRate.of, p.atRate.among), shareEnds(p.atRate.of, p.atRate.among) + ", n=" + whole(p.n)));
      tr.append(proofCell(r.examples));
    });
    return t;
  }

  var form = document.getElementById("next-form"), list = document.getElementById("next-skills");
  var period = document.getElementById("next-period"), rate = document.getElementById("next-rate"), search = document.getElementById("next-search");
  // Budgets are hourly bands that clients of marketplaces choose; they are never mixed with what ads offer.
  var periods = ["hour", "day", "month", "year", "budget"];
  var boxes = data.skills.map(function (s, i) {
    var label = element("label"), box = element("input");
    box.type = "checkbox";
    box.value = String(i);
    label.append(box, " " + s.name + " ", element("small", whole(s.ads)));
    return { box: box, label: label, text: (s.name + " " + s.id + " " + s.category).toLowerCase(), ads: s.ads, id: s.id };
  });
  boxes.slice().sort(function (a, b) { return b.ads - a.ads; }).forEach(function (b) { list.append(b.label); });

  // Skills of the address that no ad of the page wants: told, and kept in the address and the command. What does not look
  // like a skill's id is left out, since people copy the command into a shell.
  var absent = [];
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
        var found = boxes.filter(function (b) { return b.id === id; });
        found.forEach(function (b) { b.box.checked = true; });
        if (!found.length && /^[a-z0-9][a-z0-9-]{0,59}$/.test(id) && absent.indexOf(id) < 0) absent.push(id);
      });
      if (name === "period" && periods.indexOf(value) >= 0) period.value = value;
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
    var missed = absent.length ? " Not on this page, since too few ads want it: " + absent.join(", ") + "." : "";
    document.getElementById("next-had").textContent = (names.length ? "You know: " + names.join(", ") + "." : "Nothing is ticked yet. How near a skill is to yours, and what it adds to pay, is told once you tick some.") + missed;
    document.getElementById("next-open").textContent = "Of " + whole(result.total) + " ads that want named technologies, " + whole(total(result.open)) + " are open to you now (" + shareEnds(result.open, all.counts, all.sums) + ").";
    var known = ids.concat(absent).sort();
    var words = [known.length ? "rung next --have " + known.join(",") : "rung next", "--period " + (period.value === "budget" ? "hour --kind budget" : period.value)];
    if (asked !== null) words.push("--rate " + rate.value);
    document.getElementById("next-command").textContent = words.join(" ");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "What to learn next");
    scroll.append(result.rows.length ? table(result, asked, ids.length > 0) : element("p", "No single skill opens " + data.min_opened + " ads of " + data.min_employers + " employers or more."));
    document.getElementById("next-result").replaceChildren(scroll);
    remember(known);
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
  period.value = periods.reduce(function (best, p) {
    return (data.pay[p] || []).length > (data.pay[best] || []).length ? p : best;
  });
  form.hidden = false;
  recall();
  show();
})();
