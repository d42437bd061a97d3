// Opens report pages in Chromium, wide and narrow, light and dark, English and Chinese, and says what is wrong with them:
//   node check.mjs PAGE.html ...      with SCREENSHOTS=folder it leaves pictures there, too
import { mkdirSync } from "node:fs";
import { basename, resolve } from "node:path";
import { createRequire } from "node:module";
import { checkLanguages } from "./languages.mjs";

const require = createRequire(`${process.env.REPORT_NODE ?? process.cwd()}/`);
const { chromium } = require("playwright-core");
const screenshots = process.env.SCREENSHOTS;
const quiet = ["--no-first-run", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"];
const views = [[1280, "light", "en-US"], [1280, "dark", "en-US"], [360, "light", "en-US"], [360, "dark", "en-US"],
    [1280, "dark", "zh-CN"], [360, "light", "zh-CN"]];
let failed = 0;

function expect(fine, what) {
    if (!fine) {
        failed += 1;
        console.error(`FAILED: ${what}`);
    }
}

async function opened(browser, file, width, colorScheme, locale = "en-US") {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, locale });
    const noise = [];
    const address = new URL(`file://${resolve(file)}`).href;
    page.on("console", message => noise.push(message.text()));
    page.on("pageerror", error => noise.push(error.message));
    page.on("dialog", dialog => { noise.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    page.on("request", request => {
        if (request.url() !== address && !request.url().startsWith("data:")) {
            noise.push(`asks for ${request.url()}`);
        }
    });
    const start = Date.now();
    await page.goto(address);
    return { page, noise, milliseconds: Date.now() - start };
}

async function overflow(page) {
    return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

// Text against what is behind it, by WCAG 2's formula; only colours without transparency are behind text here.
function poorContrasts() {
    const parse = colour => colour.match(/[\d.]+/g).map(Number);
    const luminance = colour => parse(colour).slice(0, 3).map(value => value / 255)
        .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
        .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0);
    const behind = element => {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if ((parse(colour)[3] ?? 1) > 0.99) {
                return colour;
            }
        }
        return "rgb(255, 255, 255)";
    };
    const poor = new Set();
    for (const element of document.querySelectorAll("body *:not(script, style, option)")) {
        const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (hasText && !(element instanceof SVGElement) && element.checkVisibility() && !element.closest(".said")) {
            const [a, b] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) {
                poor.add(`${element.tagName.toLowerCase()}.${element.className} ${ratio.toFixed(2)}`);
            }
        }
    }
    return [...poor];
}

async function structure(page, name) {
    const found = await page.evaluate(() => ({
        judged: !document.querySelector("#summary").hidden,
        heads: document.querySelectorAll("h1").length,
        sections: document.querySelectorAll("main > section:not([hidden])").length,
        rows: Object.fromEntries(["summary-table", "without-table", "pair-table", "convention-table", "run-table"]
            .map(id => [id, document.querySelectorAll(`#${id} tbody tr`).length])),
        nameless: [...document.querySelectorAll("select, input, button, img, [role=region], [role=group]")]
            .filter(each => !(each.labels?.length || each.ariaLabel || each.alt || each.textContent.trim())).length,
        broken: [...document.images].filter(image => image.complete && image.naturalWidth === 0).length,
        charts: document.querySelectorAll(".uplot canvas").length,
        images: document.querySelectorAll("img:not(figure img)").length,
        smuggled: document.querySelectorAll("[onerror], main script").length,
    }));
    expect(found.heads === 1, `${name}: ${found.heads} h1`);
    expect(found.sections >= 4, `${name}: only ${found.sections} sections`);
    // Pictures without a truth have no scores, but something is said of them.
    delete found.rows[found.judged ? "without-table" : "summary-table"];
    Object.entries(found.rows).forEach(([id, rows]) => expect(rows > 0, `${name}: #${id} is empty`));
    expect(found.nameless === 0, `${name}: ${found.nameless} controls without a name`);
    expect(found.broken === 0, `${name}: ${found.broken} broken pictures`);
    expect(found.charts >= (found.judged ? 3 : 0), `${name}: only ${found.charts} charts`);
    expect(found.images === 0 && found.smuggled === 0, `${name}: the data became HTML`);
}

// The first cells of a column of the pair table, as numbers.
async function column(page, key) {
    return page.evaluate(wanted => {
        const heads = [...document.querySelectorAll("#pair-table thead button")];
        const at = heads.findIndex(button => button.dataset.column === wanted);
        return [...document.querySelectorAll("#pair-table tbody tr")].map(row => row.children[at].textContent)
            .filter(text => text !== "\u2013").map(text => Number(text.replace("\u2212", "-")));
    }, key);
}

async function behaviour(page, name) {
    const key = await page.evaluate(() => [...document.querySelectorAll("#pair-table thead button")]
        .map(button => button.dataset.column).find(id => id === "iou" || id === "mae" || id.startsWith("without ")));
    const button = `#pair-table button[data-column="${key}"]`;
    const sorted = (values, sign) => values.every((value, at) => at === 0 || sign * (value - values[at - 1]) >= 0);
    await page.focus(button);
    await page.keyboard.press("Enter");
    expect(sorted(await column(page, key), 1), `${name}: ${key} is not ascending after the Enter key`);
    await page.keyboard.press("Enter");
    expect(sorted(await column(page, key), -1), `${name}: ${key} is not descending after it again`);
    expect(await page.getAttribute("#pair-table th[aria-sort=descending]", "scope") === "col", `${name}: no aria-sort`);

    const before = await page.locator("#pair-table tbody tr").count();
    await page.fill("#pair-name", "no such pair anywhere");
    await page.waitForFunction(() => !document.querySelector("#pair-table tbody tr"));
    await page.fill("#pair-name", "");
    await page.waitForFunction(rows => document.querySelectorAll("#pair-table tbody tr").length === rows, before);
    if (await page.isVisible("#pair-more")) {
        await page.click("#pair-more");
        expect(await page.locator("#pair-table tbody tr").count() > before, `${name}: no more rows`);
    }

    if (await page.isVisible("#histogram")) {
        await page.focus("#histogram");
        await page.keyboard.press("ArrowRight");
        expect((await page.textContent("#histogram .said")).match(/pair|样本/), `${name}: keys say nothing of the histogram`);
    }
    await page.evaluate(() => document.querySelectorAll("details").forEach(each => { each.open = true; }));
    await page.waitForTimeout(100);
    expect(await page.evaluate(() => !document.querySelector("#other-scores").checkVisibility()
        || document.querySelectorAll("#other-table tbody tr").length > 0), `${name}: no other scores`);
    for (const select of ["#histogram-score", "#tag-score", "#case-score", "#reference"]) {
        if (await page.isVisible(select)) {
            await page.selectOption(select, { index: await page.locator(`${select} option`).count() - 1 });
        }
    }
}

async function check(browser, file, width, scheme, locale) {
    const name = `${basename(file)} ${width} ${scheme} ${locale}`;
    const { page, noise, milliseconds } = await opened(browser, file, width, scheme, locale);
    expect(await overflow(page) <= 0, `${name}: wider than its window by ${await overflow(page)}`);
    await structure(page, name);
    const poor = await page.evaluate(poorContrasts);
    expect(poor.length === 0, `${name}: too little contrast: ${poor.join("; ")}`);
    if (screenshots) {
        mkdirSync(screenshots, { recursive: true });
        await page.screenshot({ path: `${screenshots}/${basename(file, ".html")}-${width}-${scheme}-${locale}.png`, fullPage: true });
    }
    await behaviour(page, name);
    expect(await overflow(page) <= 0, `${name}: wider than its window after all was opened, by ${await overflow(page)}`);
    noise.forEach(line => expect(false, `${name}: ${line}`));
    await page.close();
    return milliseconds;
}

async function lightAndDarkDiffer(browser, file) {
    const { page } = await opened(browser, file, 1280, "light");
    const pixels = () => page.evaluate(() => document.querySelector(".uplot canvas")?.toDataURL());
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [light, lightChart] = [await paper(), await pixels()];
    await page.emulateMedia({ colorScheme: "dark" });
    await page.waitForTimeout(200);
    expect(await paper() !== light, `${basename(file)}: dark is as light`);
    expect(!lightChart || await pixels() !== lightChart, `${basename(file)}: the charts keep their colours in the dark`);
    await page.close();
}

async function withoutScripts(browser, file) {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`file://${resolve(file)}`);
    expect(await page.isVisible(".noscript"), `${basename(file)}: says nothing without scripts`);
    await context.close();
}

const files = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: quiet });
for (const file of files) {
    const times = [];
    for (const view of views) {
        times.push(await check(browser, file, ...view));
    }
    await checkLanguages(file, locale => opened(browser, file, 360, "light", locale), expect);
    await lightAndDarkDiffer(browser, file);
    await withoutScripts(browser, file);
    console.log(`${basename(file)}: opened in ${Math.min(...times)} to ${Math.max(...times)} ms`);
}
await browser.close();
console.log(`${files.length} pages, ${failed} failures`);
process.exit(failed || !files.length ? 1 : 0);
