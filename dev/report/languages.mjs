// What a report page says in English and in Chinese: the word lists agree, nothing is left in the other language, and
// switching is the same as opening the page in that language.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { runInNewContext } from "node:vm";

// Units, and names of columns that are the same in both.
const SAME = ["ms", "MB", "UTC", "p90", "p95", "p99"];

// A word list as it stands in a page.
function list(page, name) {
    return runInNewContext(`(${page.match(new RegExp(`const ${name} = (\\{.*?\\n\\});`, "s"))[1]})`);
}

function listsAgree(name, english, chinese, expect) {
    const places = text => String(text.match(/\{\w+\}/g)?.sort());
    for (const key of new Set([...Object.keys(english), ...Object.keys(chinese)])) {
        const both = key in english && key in chinese;
        expect(both, `${name}: ${key} has words in one language only`);
        expect(!both || places(english[key]) === places(chinese[key]), `${name}: ${key} has other placeholders in Chinese`);
    }
}

// All that a page says: texts, and what is said of pictures and controls.
function said() {
    const own = node => !node.closest("script, style, noscript, #language, code");
    const texts = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        if (own(walker.currentNode.parentElement) && walker.currentNode.data.trim()) {
            texts.push(walker.currentNode.data.trim());
        }
    }
    for (const node of document.querySelectorAll("[aria-label], [title], [alt], [placeholder]")) {
        texts.push(...["aria-label", "title", "alt", "placeholder"].map(name => node.getAttribute(name)).filter(Boolean));
    }
    return [...new Set(texts)];
}

function tokens(text) {
    return text.match(/[A-Za-z_][\w.-]+/g) ?? [];
}

// The words of the data's names, tags, messages and codes; what the data tell of scores has Chinese.
function wordsOfData(page) {
    const data = JSON.parse(page.match(/id="data">(.*?)<\/script>/s)[1]);
    delete data.report.conventions;
    data.scores = [];
    const found = [];
    JSON.stringify(data, (key, value) => {
        if (typeof value !== "object") {
            found.push(...tokens(String(value)));
        }
        return value;
    });
    return found;
}

async function switched(page, language) {
    await page.selectOption("#language", language);
    await page.waitForTimeout(50);
}

async function speaks(open, locale, lang, name, expect) {
    const { page, noise } = await open(locale);
    expect(await page.getAttribute("html", "lang") === lang, `${name}: not in ${lang} for ${locale}`);
    const texts = await page.evaluate(said);
    noise.forEach(line => expect(false, `${name} ${locale}: ${line}`));
    await page.close();
    return texts;
}

function same(one, other, what, expect) {
    const at = one.findIndex((text, index) => text !== other[index]);
    expect(at < 0 && one.length === other.length, `${what}: \u201c${one[at]}\u201d, not \u201c${other[at]}\u201d`);
}

// What was chosen, sorted, typed and opened.
function state() {
    return JSON.stringify([
        ...[...document.querySelectorAll("select:not(#language), input")].map(each => [each.id, each.value, each.checked]),
        ...[...document.querySelectorAll("#pair-table thead th")].map(each => each.ariaSort),
        ...[...document.querySelectorAll("details")].map(each => each.open),
        document.querySelectorAll(".case").length, document.querySelectorAll("#pair-table tbody tr").length,
        document.querySelectorAll("#other-table tr").length,
    ]);
}

async function keepsState(open, name, expect) {
    const { page, noise } = await open("en-US");
    await page.fill("#pair-name", "portrait");
    await page.click("#pair-table thead th:nth-child(3) button");
    await page.evaluate(() => document.querySelectorAll("details").forEach(each => { each.open = true; }));
    for (const select of ["#histogram-score", "#tag-score", "#case-score", "#case-variant", "#reference", "#pair-kind"]) {
        if (await page.isVisible(select)) {
            await page.selectOption(select, { index: 1 });
        }
    }
    await page.waitForTimeout(200);
    const before = await page.evaluate(state);
    await page.focus("#language");
    await switched(page, "zh");
    expect(await page.evaluate(state) === before, `${name}: forgets what was chosen\n${before}\n${await page.evaluate(state)}`);
    expect(await page.evaluate(() => document.activeElement.id) === "language", `${name}: the focus leaves the select`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: too wide after switching`);
    noise.forEach(line => expect(false, `${name}, switched: ${line}`));
    await page.close();
}

export async function checkLanguages(file, open, expect) {
    const name = basename(file);
    const text = readFileSync(file, "utf8");
    const [english, chinese] = [list(text, "ENGLISH"), list(text, "CHINESE")];
    listsAgree(name, english, chinese, expect);

    const inEnglish = await speaks(open, "de-DE", "en", name, expect);
    const inChinese = await speaks(open, "zh-TW", "zh-CN", name, expect);
    inEnglish.filter(each => /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(each))
        .forEach(each => expect(false, `${name}: Chinese in English: ${each}`));
    const known = new Set([...SAME, ...wordsOfData(text), ...Object.values(chinese).flatMap(tokens)]);
    inChinese.filter(each => !/\p{Script=Han}/u.test(each) && tokens(each).some(word => !known.has(word)))
        .forEach(each => expect(false, `${name}: English in Chinese: ${each}`));
    // Where Chinese stands beside it, too, no English text of ours is left.
    const ours = new Set(Object.keys(english).filter(key => english[key] !== chinese[key]).map(key => english[key]));
    inChinese.filter(each => ours.has(each) && !known.has(each)).forEach(each => expect(false, `${name}: left in English: ${each}`));

    const { page, noise } = await open("en-US");
    await switched(page, "zh");
    expect(await page.getAttribute("html", "lang") === "zh-CN", `${name}: lang does not follow`);
    same(await page.evaluate(said), inChinese, `${name}, switched to Chinese`, expect);
    await switched(page, "en");
    expect(await page.getAttribute("html", "lang") === "en", `${name}: lang does not follow back`);
    same(await page.evaluate(said), inEnglish, `${name}, switched back`, expect);
    noise.forEach(line => expect(false, `${name}, switching: ${line}`));
    await page.close();
    await keepsState(open, name, expect);
}
