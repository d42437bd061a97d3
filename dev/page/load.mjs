// What the page takes: 200 pictures of 1 MP, how fast it answers meanwhile, first paint, frames a second at 12 MP.
//   node load.mjs PICTURE_1MP PICTURE_12MP RESULT.json; started by measure.sh
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { add, address, allDone, folder, idle, launch, open } from "./browser.mjs";

const [small, large, result] = process.argv.slice(2);
const COUNT = Number(process.env.PICTURES ?? 200);
const median = values => values.toSorted((a, b) => a - b)[values.length >> 1];
const round = (value, digits = 1) => Number(value.toFixed(digits));
const figures = { pictures: COUNT };

async function firstPaint(browser) {
    const times = [];
    for (let run = 0; run < 7; run += 1) {
        const page = await open(browser);
        await idle(page, 1500);
        times.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
        await page.context().close();
    }
    return round(median(times));
}

// Megabytes that the processes hold which draw pages: scripts, pictures, the worker and all.
async function memory(browser) {
    const client = await browser.newBrowserCDPSession();
    const { processInfo } = await client.send("SystemInfo.getProcessInfo");
    await client.detach();
    const held = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
        const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8")) ?? [0, 0];
        return Number(kilobytes) / 1024;
    });
    return Math.round(Math.max(...held));
}

async function many(browser) {
    const files = Array.from({ length: COUNT }, (_, at) => {
        const path = join(folder, `picture-${at}.jpg`);
        copyFileSync(small, path);
        return path;
    });
    const page = await open(browser);
    await add(page, []);
    const before = await memory(browser);
    await page.evaluate(() => {
        // How long the page does not answer: the gap between two turns of the event loop that are 20 ms apart.
        globalThis.gaps = [];
        let last = performance.now();
        setInterval(() => { const now = performance.now(); globalThis.gaps.push(now - last - 20); last = now; }, 20);
    });
    const start = Date.now();
    await page.setInputFiles("#files", files.slice(0, COUNT));
    const held = [];
    const answers = [];
    const timer = setInterval(async () => {
        held.push(await memory(browser).catch(() => 0));
        const asked = Date.now();
        await page.keyboard.press("l").catch(() => {});
        await page.evaluate(() => new Promise(requestAnimationFrame)).catch(() => {});
        answers.push(Date.now() - asked);
    }, 2000);
    await page.waitForFunction(count => document.querySelectorAll(".status.done, .status.failed").length === count, COUNT, { timeout: 1_800_000, polling: 1000 });
    clearInterval(timer);
    figures.seconds = round((Date.now() - start) / 1000);
    figures.failed = await page.locator(".status.failed").count();
    figures.renderer_mb = { before, most: Math.max(...held), after: await memory(browser) };
    const gaps = (await page.evaluate(() => globalThis.gaps)).toSorted((a, b) => a - b);
    figures.unanswered_ms = { median: round(gaps[gaps.length >> 1]), p99: round(gaps[Math.floor(gaps.length * 0.99)]), most: round(gaps.at(-1)) };
    figures.key_to_frame_ms = { median: median(answers), most: Math.max(...answers) };
    await page.context().close();
}

async function zooming(browser) {
    const page = await open(browser);
    await add(page, [large]);
    await allDone(page);
    await idle(page, 6000);
    const box = await page.locator("#stage canvas").boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    figures.frames_12mp = round(await page.evaluate(() => new Promise(resolve => {
        const viewer = document.querySelector("#stage");
        let frames = 0;
        const start = performance.now();
        const step = now => {
            frames += 1;
            viewer.camera.look({ zoom: 1 + 14 * Math.abs(Math.sin(frames / 40)), x: 0.5 + 0.2 * Math.sin(frames / 25) });
            now - start < 4000 ? requestAnimationFrame(step) : resolve(frames / ((now - start) / 1000));
        };
        requestAnimationFrame(step);
    })));
    await page.context().close();
}

const browser = await launch();
figures.browser = `Chromium ${browser.version()}, headless, drawn by the processor`;
figures.address = address.replace(/:\d+/, "");
figures.first_paint_ms = await firstPaint(browser);
await zooming(browser);
await many(browser);
await browser.close();
console.log(JSON.stringify(figures, null, 1));
if (result) {
    writeFileSync(result, `${JSON.stringify(figures, null, 1)}\n`);
}
process.exit(0);
