(function () {
  "use strict";
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById("data").textContent);
  const from = data.from / 1000;
  const whole = [from, Math.max(data.to / 1000, from + 1)];
  const plots = [];
  let range = whole.slice();

  // Sums of differences; null is a gap.
  const summed = (deltas, scale, start) => {
    let last = 0;
    return deltas.map(d => d === null ? null : start + (last += d) * scale);
  };
  for (const chart of data.charts) {
    for (const line of chart.lines) {
      line.x = summed(line.t, 0.1, from);
      line.y = summed(line.v, chart.scale, 0);
    }
  }

  const color = name => getComputedStyle(root).getPropertyValue(name).trim();
  const two = n => String(n).padStart(2, "0");
  const clock = s => { const d = new Date(s * 1000); return two(d.getUTCHours()) + ":" + two(d.getUTCMinutes()) + ":" + two(d.getUTCSeconds()); };
  // Sizes always with a decimal, so that figures below each other can be compared.
  const shown = (v, unit) => v === null || v === undefined ? "" : v.toLocaleString("en-US", { minimumFractionDigits: unit ? 1 : 0, maximumFractionDigits: Math.abs(v) >= (unit ? 1 : 100) ? 1 : 2 });
  // An axis needs as many digits as its step has: 2.5 is not 3.
  const ticks = splits => {
    const step = splits.length > 1 ? splits[1] - splits[0] : 1;
    let digits = 0;
    while (digits < 6 && Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) > 1e-6 * step * 10 ** digits) digits++;
    return splits.map(s => s.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }));
  };

  globalThis.wesmemguardTicks = ticks; // for its test

  function nearest(line, at) {
    let low = 0, high = line.x.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (line.x[middle] < at) low = middle + 1; else high = middle;
    }
    const i = low > 0 && at - line.x[low - 1] < line.x[low] - at ? low - 1 : low;
    return line.y[i];
  }

  function behind(u) {
    const c = u.ctx, box = u.bbox;
    c.save();
    c.beginPath();
    c.rect(box.left, box.top, box.width, box.height);
    c.clip();
    data.phases.forEach((phase, i) => {
      const left = u.valToPos(from + phase.from / 10, "x", true), right = u.valToPos(from + phase.to / 10, "x", true);
      if (right < box.left || left > box.left + box.width) return;
      c.fillStyle = color(i % 2 ? "--phase-b" : "--phase-a");
      c.fillRect(left, box.top, right - left, box.height);
      c.fillStyle = color("--line");
      c.fillRect(left, box.top, devicePixelRatio, box.height);
    });
    c.restore();
  }

  function above(u) {
    const c = u.ctx, box = u.bbox, r = devicePixelRatio;
    c.save();
    for (const mark of data.marks) {
      const x = u.valToPos(from + mark.at / 10, "x", true);
      if (x < box.left || x > box.left + box.width) continue;
      c.fillStyle = c.strokeStyle = color("--" + mark.kind);
      if (mark.kind === "warning") {
        c.beginPath();
        c.moveTo(x - 4 * r, box.top);
        c.lineTo(x + 4 * r, box.top);
        c.lineTo(x, box.top + 7 * r);
        c.fill();
      } else {
        c.globalAlpha = .55;
        c.lineWidth = r;
        c.setLineDash(mark.kind === "event" ? [2 * r, 3 * r] : [6 * r, 3 * r]);
        c.beginPath();
        c.moveTo(x, box.top);
        c.lineTo(x, box.top + box.height);
        c.stroke();
        c.globalAlpha = 1;
        c.setLineDash([]);
      }
    }
    names(u);
    c.restore();
  }

  // Last, with a rim of the background: a line behind a name must not strike it out.
  function names(u) {
    const c = u.ctx, box = u.bbox, r = devicePixelRatio;
    c.font = Math.round(11 * r) + "px system-ui, sans-serif";
    c.textAlign = "left";
    c.textBaseline = "alphabetic";
    c.lineWidth = 4 * r;
    c.lineJoin = "round";
    c.strokeStyle = color("--card");
    c.fillStyle = color("--soft");
    for (const phase of data.phases) {
      const left = u.valToPos(from + phase.from / 10, "x", true), right = u.valToPos(from + phase.to / 10, "x", true);
      const start = Math.max(left, box.left) + 4 * r, y = box.top + box.height - 5 * r;
      if (right < box.left || left > box.left + box.width || c.measureText(phase.name).width >= Math.min(right, box.left + box.width) - start) continue;
      c.strokeText(phase.name, start, y);
      c.fillText(phase.name, start, y);
    }
  }

  function styled(chart) {
    let next = 0;
    return chart.lines.map(line => {
      const stroke = line.kind === "budget" ? color("--budget") : line.kind === "fit" ? color("--soft") : color("--c" + (next++ % 8));
      return { stroke, line };
    });
  }

  function series(chart) {
    return styled(chart).map(({ stroke, line }) => ({
      stroke,
      show: line.hidden !== true,
      width: line.kind === "points" ? 0 : line.kind === "line" ? 1.6 : 1.4,
      dash: line.kind === "budget" ? [7, 5] : line.kind === "fit" ? [2, 3] : undefined,
      paths: line.kind === "points" ? () => null : undefined,
      points: { show: line.kind === "points" || line.x.length === 1, size: line.x.length > 300 ? 4 : 6, fill: stroke },
    }));
  }

  function draw(figure, chart, old) {
    const box = figure.querySelector(".plot");
    if (old) old.destroy();
    const axis = { stroke: color("--soft"), grid: { stroke: color("--grid"), width: 1 }, ticks: { stroke: color("--grid"), width: 1 }, font: "12px system-ui, sans-serif" };
    const plot = new uPlot({
      width: box.clientWidth,
      height: box.clientHeight,
      legend: { show: false },
      tzDate: t => uPlot.tzDate(new Date(t * 1000), "Etc/UTC"),
      cursor: { drag: { x: true, y: false, setScale: false }, sync: { key: "run", setSeries: false }, points: { show: false } },
      scales: { x: { time: true, range: () => range } },
      series: [{}, ...series(chart)],
      axes: [
        { ...axis, space: 70, size: 34, values: (u, splits) => splits.map(s => u.scales.x.max - u.scales.x.min < 600 ? clock(s) : clock(s).slice(0, 5)) },
        { ...axis, size: (u, shownValues) => Math.max(58, 18 + 7.5 * Math.max(0, ...(shownValues || []).map(t => t.length))), values: (u, splits) => ticks(splits) },
      ],
      hooks: {
        drawClear: [behind],
        draw: [above],
        setCursor: [u => cursor(figure, chart, u)],
        setSelect: [u => select(u)],
      },
    }, uPlot.join(chart.lines.map(l => [l.x, l.y])), box);
    styled(chart).forEach(({ stroke, line }, i) => {
      const swatch = figure.querySelector('[data-line="' + i + '"] .swatch');
      swatch.style.background = line.kind === "budget" || line.kind === "fit" ? "repeating-linear-gradient(90deg," + stroke + " 0 5px,transparent 5px 8px)" : stroke;
    });
    return plot;
  }

  function select(u) {
    if (u.select.width > 3) {
      const low = u.posToVal(u.select.left, "x"), high = u.posToVal(u.select.left + u.select.width, "x");
      u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
      zoomTo(low, high);
    }
  }

  function cursor(figure, chart, u) {
    const at = u.cursor.left >= 0 ? u.posToVal(u.cursor.left, "x") : null;
    chart.lines.forEach((line, i) => {
      figure.querySelector('[data-cursor="' + i + '"]').textContent = at === null ? "" : shown(nearest(line, at), chart.unit);
    });
    const head = figure.querySelectorAll("thead th")[1];
    head.title = at === null ? "" : clock(at);
  }

  function zoomTo(low, high) {
    const least = Math.min(10, whole[1] - whole[0]), width = Math.min(Math.max(high - low, least), whole[1] - whole[0]);
    const start = Math.min(Math.max(low, whole[0]), whole[1] - width);
    range = [start, start + width];
    root.dataset.range = range.map(v => Math.round(v)).join("-");
    for (const p of plots) p.plot.setScale("x", { min: range[0], max: range[1] });
  }

  function act(what) {
    const [low, high] = range, width = high - low, middle = (low + high) / 2;
    if (what === "in") zoomTo(middle - width / 4, middle + width / 4);
    if (what === "out") zoomTo(middle - width, middle + width);
    if (what === "left") zoomTo(low - width / 4, high - width / 4);
    if (what === "right") zoomTo(low + width / 4, high + width / 4);
    if (what === "reset") zoomTo(whole[0], whole[1]);
  }

  const keys = { "+": "in", "=": "in", "-": "out", "ArrowLeft": "left", "ArrowRight": "right", "0": "reset", "Home": "reset" };

  // What is drawn, in at most 60 rows: for whoever doesn't see the chart.
  function tabulate(figure, chart) {
    const place = figure.querySelector(".sampled .scroll");
    place.textContent = "";
    const table = document.createElement("table"), head = table.createTHead().insertRow(), body = table.createTBody();
    const names = [...figure.querySelectorAll("button.line")].map(b => b.textContent);
    for (const name of ["UTC", ...names]) {
      const th = document.createElement("th");
      th.scope = "col";
      th.textContent = name;
      head.append(th);
    }
    const rows = 60, step = (range[1] - range[0]) / (rows - 1);
    for (let r = 0; r < rows; r++) {
      const at = range[0] + r * step, row = body.insertRow(), th = document.createElement("th");
      th.scope = "row";
      th.textContent = clock(at);
      row.append(th);
      for (const line of chart.lines) {
        const cell = row.insertCell();
        cell.className = "n";
        cell.textContent = line.x.length && at >= line.x[0] - step && at <= line.x[line.x.length - 1] + step ? shown(nearest(line, at), chart.unit) : "";
      }
    }
    place.append(table);
  }

  for (const chart of data.charts) {
    const figure = document.getElementById(chart.id), entry = { figure, chart, plot: draw(figure, chart, null) };
    plots.push(entry);
    figure.querySelectorAll("[data-act]").forEach(b => b.addEventListener("click", () => act(b.dataset.act)));
    figure.querySelector(".plot").addEventListener("keydown", e => {
      if (keys[e.key] && !e.ctrlKey && !e.metaKey && !e.altKey) { act(keys[e.key]); e.preventDefault(); }
    });
    figure.querySelector(".plot").addEventListener("dblclick", () => act("reset"));
    figure.querySelectorAll("[data-line]").forEach(b => b.addEventListener("click", () => {
      const i = Number(b.dataset.line), line = chart.lines[i];
      line.hidden = !line.hidden;
      b.setAttribute("aria-pressed", String(!line.hidden));
      entry.plot.setSeries(i + 1, { show: !line.hidden });
    }));
    figure.querySelector(".sampled").addEventListener("toggle", e => { if (e.target.open) tabulate(figure, chart); });
  }

  // Paper has no folds and a width of its own.
  const fit = () => plots.forEach(p => { const b = p.figure.querySelector(".plot"); p.plot.setSize({ width: b.clientWidth, height: b.clientHeight }); });
  let folded = [];
  addEventListener("beforeprint", () => { folded = [...document.querySelectorAll("main details:not(.sampled):not([open])")]; folded.forEach(d => { d.open = true; }); fit(); });
  addEventListener("afterprint", () => { folded.forEach(d => { d.open = false; }); folded = []; fit(); });

  const redraw = () => plots.forEach(p => { p.plot = draw(p.figure, p.chart, p.plot); });
  let wait = 0;
  addEventListener("resize", () => { clearTimeout(wait); wait = setTimeout(fit, 100); });

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
  const theme = document.getElementById("theme");
  const tell = () => theme.setAttribute("aria-pressed", String(isDark()));
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; tell(); redraw(); });
  dark.addEventListener("change", () => { tell(); redraw(); });
  tell();

  document.getElementById("lang").addEventListener("click", () => {
    root.lang = root.lang === "zh" ? "en" : "zh";
    document.querySelectorAll("[data-en]").forEach(e => { e.textContent = e.dataset[root.lang]; });
    document.querySelectorAll("[data-label-en]").forEach(e => { e.setAttribute("aria-label", root.lang === "zh" ? e.dataset.labelZh : e.dataset.labelEn); });
  });
  root.dataset.ready = String(Math.round(performance.now()));
})();
