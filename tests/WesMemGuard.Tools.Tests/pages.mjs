// The pages under test, written by the command itself, and the browser that opens them.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = mkdtempSync(join(tmpdir(), "wesmemguard-pages-"));

const browsers = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
];

export async function launch() {
  const executablePath = browsers.find(b => b && existsSync(b));
  if (!executablePath) throw new Error("no Chromium: install the package chromium, or name it in CHROMIUM");
  return await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

export const file = name => join(folder, name);

// Writes the report of a recording or run and gives its address.
export function report(path, ...options) {
  const given = options.indexOf("-o"), name = given < 0 ? file(`${path.replace(/[^a-z0-9]+/gi, "-")}.html`) : options.splice(given, 2)[1];
  const dll = join(root, "src/WesMemGuard.Cli/bin/Debug/net10.0/wesmemguard.dll");
  execFileSync("dotnet", [dll, "report", path, "-o", name, ...options], { cwd: root, timeout: 300_000, stdio: ["ignore", "pipe", "inherit"] });
  return pathToFileURL(name).href;
}

// The report of a fleet of nine nodes, of which one leaks, and the page of that one; addresses of both.
export function fleet(language) {
  const name = file(`fleet-${language}.html`), budget = file("fleet-budget.json"), series = file("fleet.prom");
  writeFileSync(budget, `{ "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" }, { "of": "process", "metric": "rss", "peak": "4 GiB" } ] }`);
  writeFileSync(series, Array.from({ length: 9 * 120 }, (_, k) => {
    const n = k % 9, i = (k - n) / 9, at = `${1_795_000_000 + 60 * i}000`;
    return `go_memstats_next_gc_bytes{instance="10.0.0.${n}:28680",region="r${n % 2}"} ${400e6 + (n === 4 ? i * 1e6 : 0) + k % 7}e0 ${at}\n`;
  }).join(""));
  const dll = join(root, "src/WesMemGuard.Cli/bin/Debug/net10.0/wesmemguard.dll");
  const run = spawnSync("dotnet", [dll, "judge", series, "--budget", budget, "--html", name, "--lang", language], { timeout: 300_000 });
  if (run.status !== 1) throw new Error(`judge ended with ${run.status}: ${run.stderr}`);
  const nodes = name.replace(".html", "-nodes");
  return [name, join(nodes, readdirSync(nodes)[0])].map(p => pathToFileURL(p).href);
}

export const hostile = [
  "<img src=x onerror=\"globalThis.pwned=1\">",
  "</script><script>globalThis.pwned=2</script>",
  "\"><svg onload=globalThis.pwned=3>",
  "' autofocus onfocus='globalThis.pwned=4",
  "\u202Egnp.exe\u202C",
  "{{constructor.constructor('globalThis.pwned=5')()}}",
  "x".repeat(10_000),
];

// A stored run of a day, a sample each 10 s: the largest page that is promised to open fast.
export function dayRun() {
  const start = Date.UTC(2026, 10, 22), at = s => new Date(start + 1000 * s).toISOString();
  const lines = [{ run: { id: "day", name: "day", startedAt: at(0), origin: "live" } }];
  for (let i = 0; i < 8640; i++) {
    lines.push({ memory: { at: at(10 * i), sample: {
      rssBytes: 1e8 + i * 7919 % 997 * 1e6, heapAlloc: 1e9 + i * 7919 % 991 * 1e6, heapInuse: 1e9 + i * 7919 % 983 * 1e6, numGc: Math.floor(i / 12), goroutines: 100 + i % 17,
      modules: Array.from({ length: 12 }, (_, n) => ({ module: "module" + n, layer: "L", objects: i * 31 % (97 + n), approxBytes: i * 7919 % 1000003, cacheItems: 0, queueLength: i % 5 })) } } });
  }
  const run = join(folder, "day");
  mkdirSync(run, { recursive: true });
  writeFileSync(join(run, "run.jsonl"), lines.map(l => JSON.stringify(l)).join("\n") + "\n");
  return run;
}

// A stored run of an hour in which every name is hostile.
export function hostileRun() {
  const start = Date.UTC(2026, 10, 22, 12), at = s => new Date(start + 1000 * s).toISOString();
  const lines = [{ run: { id: hostile[0], name: hostile[1], startedAt: at(0), origin: "replay", mode: hostile[2] } }];
  for (let i = 0; i < 360; i++) {
    lines.push({ memory: { at: at(10 * i), sample: {
      rssBytes: 1e8 + i * 1e6, heapAlloc: 1e9 + i * 1e6, heapInuse: 1e9 + i * 1e6, numGc: i, goroutines: 100 + i % 7,
      modules: hostile.map((module, n) => ({ module, layer: module, objects: i * n, approxBytes: i * 1000, cacheItems: 0, queueLength: i % 5 })) } } });
  }
  hostile.forEach((name, n) => {
    lines.push({ phase: { name, kind: name, startedAt: at(500 * n), endedAt: at(500 * n + 500), rate: 1, sent: 1, ok: 1, limited: 0, failed: 0, error: name } });
    lines.push({ event: { at: at(500 * n), name, detail: name } });
  });
  const run = join(folder, "hostile");
  mkdirSync(run, { recursive: true });
  writeFileSync(join(run, "run.jsonl"), lines.map(l => JSON.stringify(l)).join("\n") + "\n");
  return run;
}
