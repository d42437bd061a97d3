// Whoever comes: without a mouse, without sight, in another language, in the dark, with bad intentions.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { add, address, allDone, DESKTOP, expect, folder, idle, inaccessible, open, PHONE, samples, shot } from "./browser.mjs";

const VIEWS = ["cut", "compare", "zone", "review"];

export async function nothing_is_inaccessible_in_any_view_language_theme_or_size(browser) {
    for (const [language, theme, size] of [["en", "light", DESKTOP], ["zh", "dark", DESKTOP], ["en", "dark", PHONE], ["zh", "light", PHONE]]) {
        const page = await open(browser, { language, theme, size });
        await allDone(page);
        for (const view of VIEWS) {
            await page.click(`#view-${view}`);
            await idle(page, 400);
            const found = await inaccessible(page);
            expect(!found.length, `${view}, ${language}, ${theme}, ${size.width}: ${found.join(", ")}`);
            await shot(page, `${view}-${language}-${theme}-${size.width}`);
        }
        await page.click("#view-cut");
        await page.click("#brush");
        await page.click("summary");
        const found = await inaccessible(page);
        expect(!found.length, `brush and clean-up, ${language}, ${theme}: ${found.join(", ")}`);
        for (const dialog of ["keys", "server"]) {
            await page.click(`#${dialog}`);
            await idle(page, 200);
            const wrong = await inaccessible(page);
            expect(!wrong.length, `${dialog}, ${language}, ${theme}: ${wrong.join(", ")}`);
            await shot(page, `${dialog}-${language}-${theme}-${size.width}`);
            await page.keyboard.press("Escape");
        }
        expect(await page.getAttribute("html", "lang") === (language === "zh" ? "zh-CN" : "en"), "lang");
        await page.done(`${language} ${theme}`);
    }
}

export async function no_text_is_without_words_in_either_language(browser) {
    for (const language of ["en", "zh"]) {
        const page = await open(browser, { language });
        await allDone(page);
        const missing = await page.evaluate(async () => {
            const { english } = await import("./page/words-en.js");
            const { chinese } = await import("./page/words-zh.js");
            const keys = Object.keys(english);
            return [...keys.filter(key => !chinese[key]), ...Object.keys(chinese).filter(key => !english[key]),
                ...keys.filter(key => (english[key].match(/\{\w+\}/g) ?? []).sort().join() !== (chinese[key]?.match(/\{\w+\}/g) ?? []).sort().join())];
        });
        expect(!missing.length, `words: ${missing}`);
        // Names of words have underscores; texts for people have none.
        for (const view of VIEWS) {
            await page.click(`#view-${view}`);
            await idle(page);
            const bare = await page.evaluate(() => document.body.innerText.match(/\b[a-z]+_[a-z_]+\b/g) ?? []);
            expect(!bare.length, `${view}: ${bare}`);
        }
        await page.done(`words ${language}`);
    }
}

export async function everything_can_be_done_by_keys_alone(browser) {
    const page = await open(browser);
    await allDone(page);
    await page.setInputFiles("#files", [`${samples}rocket.jpg`]);
    await allDone(page, 2);
    await page.keyboard.press("j");
    await idle(page);
    expect((await page.textContent(".item.on .name")) === "rocket.jpg", "j: the next picture");
    await page.keyboard.press("k");
    await page.keyboard.press("w");
    await idle(page);
    expect(await page.inputValue("#look") === "white", "w: on white");
    await page.keyboard.press("x");
    await idle(page);
    expect(await page.inputValue("#mode") === "saved", "x: another view");
    await page.keyboard.press("l");
    await idle(page);
    expect(await page.getAttribute("#loupe", "aria-pressed") === "true", "l: the loupe");
    await page.keyboard.press("?");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog"));
    await page.keyboard.press("p");
    await page.focus("#stage canvas");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Space");
    await idle(page, 400);
    await allDone(page, 2);
    expect(await page.isEnabled("#undo"), "no stroke was made");
    await page.keyboard.press("z");
    await idle(page, 400);
    expect(await page.isEnabled("#redo"), "z: undo");
    await page.keyboard.press("Shift+Digit4");
    await idle(page);
    expect(page.url().endsWith("#review"), "the fourth view");
    // By the tabulator alone one gets everywhere, and never stuck.
    const met = new Set();
    await page.click("#view-cut");
    await page.focus("body");
    for (let at = 0; at < 120; at += 1) {
        await page.keyboard.press("Tab");
        met.add(await page.evaluate(() => document.activeElement?.id ?? ""));
    }
    const wanted = ["files", "folder", "mode", "look", "loupe", "brush", "fit", "split", "model", "refine", "background", "crop", "shadow", "save-png", "truth", "language", "theme", "server", "keys"];
    expect(wanted.every(id => met.has(id)), `not reached: ${wanted.filter(id => !met.has(id))}`);
    await page.done("keys");
}

export async function names_texts_and_errors_put_no_markup_into_the_page(browser) {
    const evil = "<img src=x onerror=alert(1)>\u202e&amp;<script>alert(2)</script>.png";
    const path = join(folder, evil.replaceAll("/", "\u2215"));
    copyFileSync(`${samples}coffee.png`, path);
    const page = await open(browser, { allow: [/status of 4/] });
    await add(page, [path]);
    await allDone(page);
    await page.route("**/api/remove", route => route.fulfill({ status: 422, contentType: "application/problem+json",
        body: JSON.stringify({ code: "unreadable_image", detail: "<b onmouseover=alert(3)>broken</b><iframe src=javascript:alert(4)>" }) }));
    await page.setInputFiles("#files", [`${samples}rocket.jpg`]);
    await allDone(page, 2);
    for (const view of VIEWS) {
        await page.click(`#view-${view}`);
        await idle(page);
        const found = await page.evaluate(() => document.querySelectorAll("[onerror], [onmouseover], main script, iframe, main b").length);
        expect(found === 0, `${view}: ${found} elements came in`);
    }
    const words = await page.textContent("body");
    expect(words.includes("<img src=x onerror=alert(1)>"), "the name is not shown as it is");
    // A tag in the zone is a text, too.
    await page.click("#view-zone");
    await page.waitForSelector(".samples input[type=text]");
    await page.locator(".samples input[type=text]").first().fill("<svg/onload=alert(5)>");
    await page.keyboard.press("Tab");
    await idle(page, 400);
    expect(await page.evaluate(() => document.querySelectorAll("[onload]").length) === 0, "a tag became markup");
    await page.done("hostile names");
}

export async function only_its_own_scripts_run_and_other_origins_get_nothing(browser) {
    const page = await open(browser);
    const answer = await page.request.get(address);
    const policy = answer.headers()["content-security-policy"] ?? "";
    expect(/default-src 'none'/.test(policy) && /script-src 'self'/.test(policy) && !/unsafe/.test(policy), `policy: ${policy}`);
    const form = { file: { name: "a.png", mimeType: "image/png", buffer: readFileSync(`${samples}coffee.png`) } };
    const foreign = await page.request.post(`${address}api/remove`, { multipart: form, headers: { Origin: "https://elsewhere.example" } });
    expect(!foreign.headers()["access-control-allow-origin"], "another origin may read results");
    const names = readFileSync(new URL("../../src/main/resources/page/files.txt", import.meta.url), "utf8").trim().split("\n");
    let bytes = 0;
    for (const name of names.filter(each => !/\.(jpg|png)$/.test(each))) {
        const file = await page.request.fetch(`${address}page/${name}`, { headers: { "Accept-Encoding": "gzip" } });
        expect(file.ok(), `${name}: ${file.status()}`);
        bytes += Number(file.headers()["content-length"]);
    }
    expect(bytes > 20_000 && bytes <= 150_000, `${bytes} bytes compressed`);
    console.log(`the page without its pictures: ${bytes} bytes compressed`);
    await page.done("policy");
}

export async function a_key_is_asked_for_where_the_server_wants_one(browser) {
    // That the right key is the right one is seen by what is then wrong with an empty form.
    const page = await open(browser, { allow: [/status of 40[01]/] });
    await allDone(page);
    await page.route("**/api/remove", route => route.request().headers()["x-api-key"] === "secret" ? route.continue()
        : route.fulfill({ status: 401, contentType: "application/problem+json", body: JSON.stringify({ code: "unauthorized", detail: "A key is needed." }) }));
    await page.setInputFiles("#files", [`${samples}rocket.jpg`]);
    await allDone(page, 2);
    expect(await page.isVisible("text=A key is needed."), "nothing is said of the key");
    await page.click("#server");
    await page.fill("#api-key", "wrong");
    await page.click("text=Use it");
    await page.waitForSelector("dialog [role=alert]");
    await page.fill("#api-key", "secret");
    await page.click("text=Use it");
    await page.waitForFunction(() => !document.querySelector("dialog"));
    await allDone(page, 2);
    await page.waitForFunction(() => document.querySelectorAll(".status.done").length === 2);
    await page.done("key");
}
