import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { inflateSync } from "node:zlib";
import { dayRun, file, fleet, hostile, hostileRun, launch, report } from "./pages.mjs";

const recordings = { "idle": "holds-idle", "transfers": "breaks-transfers", "planted-ispc-12": "breaks-planted-ispc-12" };
const pages = {};
let browser;

before(async () => {
  browser = await launch();
  for (const [recording, scenario] of Object.entries(recordings))
    pages[recording] = report(`scenarios/_recordings/${recording}`, "--budget", `scenarios/${scenario}/budget.json`);
  pages["planted-ispc-12 without a budget"] = report("scenarios/_recordings/planted-ispc-12", "-o", file("no-budget.html"));
  pages.hostile = report(hostileRun());
  pages.day = report(dayRun());
});

after(async () => await browser?.close());

async function open(name, { width = 1280, colorScheme = "light" } = {}) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  page.wrong = [];
  page.asked = [];
  page.on("pageerror", e => page.wrong.push(String(e)));
  page.on("console", m => { if (m.type() === "error" || m.type() === "warning") page.wrong.push(m.text()); });
  page.on("request", r => { if (r.url() !== pages[name]) page.asked.push(r.url()); });
  await page.goto(pages[name]);
  await page.waitForSelector("html[data-ready]");
  return page;
}

// How many colours a canvas holds: an empty one holds one.
const colours = canvas => canvas.evaluate(c => {
  const pixels = c.getContext("2d").getImageData(0, 0, c.width, c.height).data, seen = new Set();
  for (let i = 0; i < pixels.length; i += 4) seen.add(pixels.subarray(i, i + 4).join());
  return seen.size;
});
const range = page => page.evaluate(() => document.documentElement.dataset.range ?? "");

for (const name of Object.keys(recordings)) {
  test(`${name}: every chart is drawn and nothing is asked of a network`, async () => {
    const page = await open(name);
    const figures = await page.$$("figure.chart");
    assert.ok(figures.length >= 3, `${figures.length} charts`);
    for (const figure of figures) {
      const canvas = await figure.$("canvas");
      assert.ok(await colours(canvas) > 5, "a chart is empty");
      assert.ok((await figure.$$("tbody tr")).length > 0, "a chart without its figures as a table");
    }
    assert.deepEqual(page.wrong, []);
    assert.deepEqual(page.asked, []);
    await page.close();
  });

  for (const width of [1280, 390]) for (const colorScheme of ["light", "dark"]) {
    test(`${name}: at ${width} px, ${colorScheme}, nothing sticks out and text can be read`, async () => {
      const page = await open(name, { width, colorScheme });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      const poor = await page.evaluate(contrasts);
      assert.deepEqual(poor, []);
      if (process.env.SHOTS) {
        mkdirSync(process.env.SHOTS, { recursive: true });
        await page.screenshot({ path: join(process.env.SHOTS, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        await page.screenshot({ path: join(process.env.SHOTS, `${name}-${width}-${colorScheme}-first.png`) });
        await page.click("#lang");
        await page.screenshot({ path: join(process.env.SHOTS, `${name}-${width}-${colorScheme}-zh.png`) });
      }
      await page.close();
    });
  }
}

for (const language of ["en", "zh"]) {
  test(`a fleet's report and the page of a node (${language}): nothing sticks out and text can be read, narrow, wide, light and dark`, async () => {
    for (const url of fleet(language)) for (const width of [1280, 390]) for (const colorScheme of ["light", "dark"]) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      await page.goto(url);
      assert.ok((await page.textContent("body")).includes("10.0.0.4:28680"), url);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `${url} at ${width} px`);
      assert.deepEqual(await page.evaluate(contrasts), [], `${url}, ${colorScheme}`);
      await page.close();
    }
  });
}

test("the first screen is the answer: what grows, how fast, since when, who, what next, and its chart with budget and slope", async () => {
  const page = await open("planted-ispc-12");
  const said = await page.textContent("h1");
  assert.match(said, /live heap grows by 12\.0 MiB\/h, since \d\d:\d\d:\d\dZ; 4\.0 MiB\/h is allowed\. Suspect: ispc/);
  assert.match(await page.textContent(".next"), /^Next: ./);
  const bottom = selector => page.$eval(selector, e => e.getBoundingClientRect().bottom);
  for (const shown of ["h1", ".next", "#answer-chart .plot"]) assert.ok(await bottom(shown) <= 900, `${shown} is not on the first screen`);
  assert.ok(await page.$eval("h1", e => parseFloat(getComputedStyle(e).fontSize)) >= 26);
  const lines = await page.$$eval("#answer-chart button.line", bs => bs.map(b => b.textContent));
  assert.equal(lines.length, 3, lines.join(", "));
  assert.match(lines[1], /budget: growthPerHour <= 4\.0 MiB/);
  assert.match(lines[2], /slope: 12\.0 MiB\/h/);
  await page.close();
});

test("without a budget the answer is what diagnosis says, with the same figure", async () => {
  const page = await open("planted-ispc-12 without a budget");
  assert.match(await page.textContent("h1"), /live heap grows by 12\.\d MiB\/h.* would be harmless/);
  const items = await page.$$eval(".found .item", es => es.map(e => e.textContent));
  assert.match(items[0], /^broken liveHeap growthPerHour/);
  assert.ok(items.some(i => /^harm /.test(i)), "the finding is not in the list");
  await page.close();
});

test("verdicts and findings are one list, what asks for something first", async () => {
  const page = await open("transfers");
  const badges = await page.$$eval(".found .item .badge", es => es.map(e => e.textContent));
  const rank = ["broken", "harm", "not measured", "hinders measuring", "inconclusive", "held", "explanation", "hint"];
  assert.ok(badges.length >= 3, badges.join());
  assert.deepEqual(badges.map(b => rank.indexOf(b)), badges.map(b => rank.indexOf(b)).sort((a, b) => a - b));
  await page.close();
});

test("ticks say what they stand at", async () => {
  const page = await open("planted-ispc-12");
  const wrong = await page.evaluate(() => [[0, 2.5, 5, 7.5], [0, .25, .5], [10, 20], [1e6, 1.5e6], [0, .001, .002], [970, 972.5]].filter(splits =>
    globalThis.wesmemguardTicks(splits).some((t, i) => Math.abs(Number(t.replaceAll(",", "")) - splits[i]) > 1e-9)));
  assert.deepEqual(wrong, []);
  await page.close();
});

test("at 390 px no column is lost", async () => {
  for (const name of ["planted-ispc-12", "transfers"]) {
    const page = await open(name, { width: 390 });
    const lost = await page.evaluate(() => {
      for (const d of document.querySelectorAll("details")) d.open = true;
      return [...document.querySelectorAll("table")].flatMap(t => [...t.querySelectorAll("th, td")]).filter(c => getComputedStyle(c).display === "none" || c.getBoundingClientRect().width < 12)
        .map(c => c.textContent);
    });
    assert.deepEqual(lost, []);
    const hidden = await page.$$eval("figure.chart > .scroll", es => es.filter(e => e.scrollWidth > e.clientWidth + 1).length);
    assert.equal(hidden, 0, "figures of a chart are beyond the edge");
    await page.close();
  }
});

test("printed, no page is blank and everything is unfolded", async () => {
  for (const name of ["planted-ispc-12", "idle"]) {
    const page = await open(name);
    await page.evaluate(() => addEventListener("beforeprint", () => { globalThis.folded = document.querySelectorAll("main details:not(.sampled):not([open])").length; }));
    const pdf = await page.pdf({ format: "A4", printBackground: true });
    if (process.env.SHOTS) writeFileSync(join(process.env.SHOTS, `${name}.pdf`), pdf);
    assert.equal(await page.evaluate(() => globalThis.folded), 0, "something is folded away on paper");
    const sheets = pagesOf(pdf);
    assert.ok(sheets.length >= 2, `${sheets.length} pages`);
    assert.ok(Math.min(...sheets) > 150, `bytes of drawing by page: ${sheets.join(", ")}`);
    await page.close();
  }
});

test("a page of a day is ready soon (the bar is 1 s on a quiet machine; a shared one is given five)", async () => {
  const page = await open("day");
  const times = [];
  for (let i = 0; i < 5; i++) {
    await page.reload();
    await page.waitForSelector("html[data-ready]");
    times.push(await page.evaluate(() => Number(document.documentElement.dataset.ready)));
  }
  console.log(`# ready after ${times.join(", ")} ms`);
  assert.ok(Math.min(...times) < 5000);
  await page.close();
});

test("dragging over one chart zooms them all, a double click undoes it", async () => {
  const page = await open("transfers");
  await page.locator("#process .u-over").scrollIntoViewIfNeeded();
  const over = await page.locator("#process .u-over").boundingBox();
  await page.mouse.move(over.x + over.width * .25, over.y + 50);
  await page.mouse.down();
  await page.mouse.move(over.x + over.width * .5, over.y + 60, { steps: 5 });
  await page.mouse.up();
  const [low, high] = (await range(page)).split("-").map(Number);
  const all = await page.evaluate(() => { const d = JSON.parse(document.getElementById("data").textContent); return (d.to - d.from) / 1000; });
  assert.ok(Math.abs((high - low) / all - .25) < .02, `${high - low} s of ${all} s`);
  await page.mouse.dblclick(over.x + 60, over.y + 60);
  const [from, to] = (await range(page)).split("-").map(Number);
  assert.ok(Math.abs(to - from - all) <= 2);
  await page.close();
});

test("the keyboard zooms, moves and resets", async () => {
  const page = await open("idle");
  await page.focus("#process .plot");
  const seen = [];
  for (const key of ["+", "ArrowRight", "-", "0"]) {
    await page.keyboard.press(key);
    seen.push(await range(page));
  }
  assert.equal(new Set(seen.slice(0, 2)).size, 2, "an arrow moved nothing");
  assert.notEqual(seen[0], seen[3]);
  await page.close();
});

test("the keyboard reaches every control", async () => {
  const page = await open("idle");
  const reached = new Set();
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press("Tab");
    const id = await page.evaluate(() => { const e = document.activeElement; return e === document.body ? "" : e.id || e.dataset.act || e.dataset.line || e.className || e.tagName; });
    if (id === "") break;
    reached.add(id);
  }
  for (const control of ["skip", "lang", "theme", "in", "reset", "plot", "0", "scroll"]) assert.ok(reached.has(control), `${control} can't be reached`);
  await page.close();
});

test("a line is switched off by its button", async () => {
  const page = await open("idle");
  const button = page.locator("#process button.line").first(), canvas = await page.$("#process canvas");
  const drawn = () => canvas.evaluate(c => c.toDataURL());
  const whole = await drawn();
  await button.click();
  assert.equal(await button.getAttribute("aria-pressed"), "false");
  assert.notEqual(await drawn(), whole);
  await page.close();
});

test("the language is switched, names of controls too, and back", async () => {
  const page = await open("idle");
  const heading = () => page.textContent("#verdicts");
  assert.equal(await heading(), "Verdicts and diagnosis");
  await page.click("#lang");
  assert.equal(await heading(), "结论与诊断");
  assert.equal(await page.getAttribute("html", "lang"), "zh");
  assert.equal(await page.getAttribute("#process [data-act=in]", "aria-label"), "放大");
  assert.equal(await page.textContent("#lang"), "English");
  await page.click("#lang");
  assert.equal(await heading(), "Verdicts and diagnosis");
  assert.deepEqual(page.wrong, []);
  await page.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`the theme follows the system (${colorScheme}) and can be switched`, async () => {
    const page = await open("idle", { colorScheme });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const drawn = () => page.$eval("#process canvas", c => c.toDataURL());
    const [before, chart] = [await ground(), await drawn()];
    await page.click("#theme");
    assert.notEqual(await ground(), before);
    assert.notEqual(await drawn(), chart);
    assert.equal(await page.getAttribute("#theme", "aria-pressed"), colorScheme === "light" ? "true" : "false");
    assert.deepEqual(await page.evaluate(contrasts), []);
    await page.close();
  });
}

test("figures are there as a table for who doesn't see the chart", async () => {
  const page = await open("transfers");
  await page.click("#live-heap .sampled summary");
  await page.waitForSelector("#live-heap .sampled tbody tr");
  const rows = await page.$$eval("#live-heap .sampled tbody tr", trs => trs.map(tr => tr.innerText));
  assert.equal(rows.length, 60);
  assert.match(rows[30], /\d\d:\d\d:\d\d\s+9[78]\d/);
  await page.close();
});

test("what is pointed at is told in the table", async () => {
  const page = await open("transfers");
  await page.locator("#process .u-over").scrollIntoViewIfNeeded();
  const over = await page.locator("#process .u-over").boundingBox();
  await page.mouse.move(over.x + over.width / 2, over.y + 80);
  await page.waitForFunction(() => document.querySelector("#process [data-cursor='0']").textContent !== "");
  await page.close();
});

test("the page has one main heading, names for all sections, and headers for all cells", async () => {
  const page = await open("transfers");
  const lacking = await page.evaluate(() => {
    const wrong = [];
    if (document.querySelectorAll("h1").length !== 1) wrong.push("h1");
    for (const s of document.querySelectorAll("section, [role=region]")) if (!document.getElementById(s.getAttribute("aria-labelledby"))) wrong.push("unnamed " + s.className);
    for (const t of document.querySelectorAll("table")) if (!t.querySelector("th[scope=col]") || [...t.tBodies[0].rows].some(r => !r.querySelector("th[scope=row]"))) wrong.push("table without headers");
    for (const b of document.querySelectorAll("button")) if (!(b.getAttribute("aria-label") || b.textContent.trim())) wrong.push("unnamed button");
    const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
    if (new Set(ids).size !== ids.length) wrong.push("an id twice");
    return wrong;
  });
  assert.deepEqual(lacking, []);
  await page.close();
});

test("hostile names inject nothing", async () => {
  const page = await open("hostile");
  assert.equal(await page.evaluate(() => globalThis.pwned), undefined);
  for (const element of ["img", "svg", "iframe", "main script", "[onerror]", "[onload]", "[onfocus]"]) assert.equal((await page.$$(element)).length, 0, element);
  const text = await page.evaluate(() => document.body.innerText);
  assert.ok(text.includes(hostile[0]) && text.includes("</script><script>"), "a name is not shown as it stands");
  assert.ok(text.includes("\\u202E") && !text.includes("\u202E"), "reversed writing is not made visible");
  assert.ok(!text.includes("x".repeat(1000)), "a name of 10,000 letters is shown whole");
  await page.click("#lang");
  await page.click("#theme");
  await page.click("#module-objects .sampled summary");
  assert.equal(await page.evaluate(() => globalThis.pwned), undefined);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1280);
  assert.deepEqual(page.wrong, []);
  assert.deepEqual(page.asked, []);
  await page.close();
});

test("a script that got in all the same would not run", async () => {
  const page = await open("hostile");
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.pwned = 9";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", "<button id=evil onclick=\"globalThis.pwned=10\">x</button>");
    document.getElementById("evil").click();
  });
  assert.equal(await page.evaluate(() => globalThis.pwned), undefined);
  await page.close();
});

// Texts whose contrast with what is behind them is under 4.5 to 1 (WCAG 2.2, 1.4.3).
function contrasts() {
  const rgb = text => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
  const light = ({ r, g, b }) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
  const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.a === 1) return c; } return { r: 255, g: 255, b: 255 }; };
  const poor = new Set();
  for (const e of document.querySelectorAll("body *")) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || !e.checkVisibility() || e.closest("script, .skip")) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x), ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) poor.add(`${e.tagName}.${e.className} ${ratio.toFixed(2)}: ${e.textContent.slice(0, 30)}`);
  }
  return [...poor];
}

// How much is drawn on each page of a PDF: the bytes of its content, less what frames an empty one.
function pagesOf(pdf) {
  const text = pdf.toString("latin1"), sizes = [];
  for (const [, page] of text.matchAll(/\d+ 0 obj\s*(<<(?:(?!endobj)[\s\S])*?\/Type \/Page\b(?!s)[\s\S]*?)endobj/g)) {
    const contents = page.match(/\/Contents (\d+) 0 R/)[1], start = text.search(new RegExp(`(?:^|\\n)${contents} 0 obj`));
    const from = text.indexOf("stream", start), body = text.slice(from).match(/^stream\r?\n/)[0].length + from, end = text.indexOf("endstream", body);
    const bytes = pdf.subarray(body, end);
    sizes.push(text.slice(start, from).includes("FlateDecode") ? inflateSync(bytes).length : bytes.length);
  }
  return sizes;
}
