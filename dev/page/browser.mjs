// What the scenarios share: a browser, pages that tell what goes wrong in them, files, expectations.
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(`${process.env.PAGE_NODE ?? process.cwd()}/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const quiet = ["--no-first-run", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"];

export const address = process.env.PAGE;
export const samples = new URL("../../samples/", import.meta.url).pathname;
export const shots = process.env.SHOTS;
export const folder = mkdtempSync(join(tmpdir(), "alphalift-page-"));
export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 360, height: 740 };
const failures = [];

export function expect(fine, what) {
    if (!fine) {
        failures.push(what);
        console.error(`FAILED: ${what}`);
    }
}

export const failed = () => failures;
export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM, args: quiet });

// A page of its own, without anything kept from before. Who closes it learns what its console and its network said.
export async function open(browser, { size = DESKTOP, theme = "light", language = "en", hash = "", touch = false, allow = [] } = {}) {
    const context = await browser.newContext({
        viewport: size, colorScheme: theme, acceptDownloads: true, hasTouch: touch, locale: language === "zh" ? "zh-CN" : "en-GB",
        permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    const noise = [];
    // The tests read pixels of canvases that are made for showing.
    page.on("console", message => ["error", "warning"].includes(message.type()) && !/willReadFrequently/.test(message.text())
        && noise.push(message.text()));
    page.on("pageerror", error => noise.push(error.message));
    page.on("dialog", dialog => { noise.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    page.on("request", request => {
        if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) {
            noise.push(`asks for ${request.url()}`);
        }
    });
    await page.goto(address + hash);
    await page.waitForSelector("main");
    page.done = async name => {
        const said = noise.filter(text => !allow.some(pattern => pattern.test(text)));
        expect(!said.length, `${name}: ${said.join(" | ")}`);
        await context.close();
    };
    return page;
}

// Pictures of one's own into the first view, without the sample that came before.
export async function add(page, files) {
    await allDone(page);
    await page.click("text=Clear the list");
    await page.setInputFiles("#files", files);
}

export async function allDone(page, count = 1) {
    await drawn(page);
    await page.waitForFunction(least => {
        const states = [...document.querySelectorAll(".queue .status")].map(each => each.classList[1]);
        return states.length >= least && states.every(state => ["done", "failed", "cancelled"].includes(state));
    }, count, { timeout: 240_000 });
}

// The page draws what has changed with the next frame; before that it shows how it was.
const drawn = page => page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));

export async function idle(page, milliseconds = 300) {
    await page.waitForTimeout(milliseconds);
    await drawn(page);
}

export async function shot(page, name) {
    if (shots) {
        await page.screenshot({ path: join(shots, `${name}.png`) });
    }
}

// The colour of the large view's canvas at shares of its sides, as red, green, blue, opacity.
export async function colourAt(page, x, y, selector = "#stage canvas") {
    await idle(page, 150);
    await page.waitForFunction(canvas => document.querySelector(canvas).parentElement.after, selector);
    await drawn(page);
    return page.$eval(selector, (canvas, [across, down]) => [...canvas.getContext("2d")
        .getImageData(Math.floor(canvas.width * across), Math.floor(canvas.height * down), 1, 1).data], [x, y]);
}

export async function saved(page, act) {
    const [download] = await Promise.all([page.waitForEvent("download"), act()]);
    const path = join(folder, `${Math.random()}-${download.suggestedFilename()}`);
    await download.saveAs(path);
    return { name: download.suggestedFilename(), path, bytes: readFileSync(path) };
}

// What is wrong with a view for people who cannot see or point: axe-core's rules of WCAG 2.2 AA and its good practices.
export async function inaccessible(page) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }));
    return violations.map(each => `${each.id} (${each.nodes.map(node => node.target.join(" ")).slice(0, 3).join("; ")})`);
}

export function size(png) {
    return [png.readUInt32BE(16), png.readUInt32BE(20)];
}
