// The other views: compare, hard samples, review.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { add, address, allDone, expect, folder, idle, open, samples, saved, shot } from "./browser.mjs";

const image = name => `${samples}testset/image/${name}.png`;
const truth = name => `${samples}testset/alpha/${name}.png`;

export async function models_and_settings_stand_side_by_side_and_move_together(browser) {
    const page = await open(browser);
    await add(page, [`${samples}coffee.png`, `${samples}rocket.jpg`]);
    await allDone(page, 2);
    await page.click("#view-compare");
    await page.waitForFunction(() => document.querySelectorAll(".variants li").length === 3);
    await page.click("#compare-run");
    await page.waitForFunction(() => [...document.querySelectorAll("#compare-table tbody td")].every(cell => /ms/.test(cell.textContent)), null, { timeout: 120_000 });
    const cells = await page.$$eval("#compare-table tbody td", all => all.map(cell => cell.textContent));
    expect(cells.length === 6 && cells.every(text => /\d+ ms, \d+ kB, \d+ %/.test(text.replace(/\s+/g, " "))), `cells: ${cells}`);
    const box = await page.locator(".beside canvas").first().boundingBox();
    await page.mouse.move(box.x + 60, box.y + 60);
    await page.mouse.wheel(0, -600);
    await idle(page);
    const scales = await page.$$eval(".beside alpha-viewer", all => all.map(viewer => viewer.scale.toFixed(4)));
    expect(new Set(scales).size === 1 && Number(scales[0]) > 0.9, `scales: ${scales}`);
    await shot(page, "compare");
    await page.click(".beside button");
    await idle(page, 600);
    expect(await page.inputValue("#mode") === "difference", "the difference is not shown");
    await page.click("#view-compare");
    await page.click("#add-variant");
    await page.waitForFunction(() => document.querySelectorAll(".variants li").length === 4);
    await page.done("compare");
}

export async function a_true_mask_gives_scores_as_the_evaluation_has_them_and_a_map_of_errors(browser) {
    const page = await open(browser);
    await add(page, [image("00000-hair")]);
    await allDone(page);
    await page.setInputFiles("#truth", truth("00000-hair"));
    await page.waitForSelector("[data-score=iou]");
    const shown = await page.textContent("[data-score=iou]");
    const cutout = await saved(page, () => page.click("#save-png"));
    const file = (name, bytes) => ({ name, mimeType: "image/png", buffer: bytes });
    const report = await (await page.request.post(`${address}evaluate`, { multipart: {
        prediction: file("p.png", cutout.bytes), truth: file("t.png", readFileSync(truth("00000-hair"))) } })).json();
    expect(shown === report.pairs[0].scores.iou.toFixed(3), `${shown} is not the evaluation's ${report.pairs[0].scores.iou}`);
    expect(await page.inputValue("#mode") === "error", "no map of errors");
    await idle(page, 500);
    await shot(page, "errors");
    await page.click("#view-compare");
    await page.click("#compare-run");
    await page.waitForFunction(() => [...document.querySelectorAll("#compare-table tbody td")].every(cell => /IoU/.test(cell.textContent)), null, { timeout: 120_000 });
    await page.done("truth");
}

export async function hard_samples_are_scored_kept_and_exported_for_the_evaluation(browser) {
    const page = await open(browser, { hash: "#zone" });
    await page.waitForFunction(() => document.querySelectorAll(".samples li").length === 6);
    const tags = await page.$$eval(".samples input[type=text]", all => all.map(each => each.value).join(" "));
    expect(["light-hair-on-white", "glass", "shadow", "border", "small"].every(tag => tags.includes(tag)), `tags: ${tags}`);
    await page.selectOption("#zone-tag", "glass");
    await page.setInputFiles("#zone-files", [image("00001-glass")]);
    await page.waitForFunction(() => document.querySelectorAll(".samples li").length === 7);
    await page.locator(".samples li").last().locator("input[type=file]").setInputFiles(truth("00001-glass"));
    await page.locator(".samples li").last().locator("input[type=text]").fill("glass, Mine too");
    await page.keyboard.press("Tab");
    await page.click("#zone-run");
    await page.waitForSelector("#zone-table", { timeout: 120_000 });
    const rows = () => page.$$eval("#zone-table tbody tr", all => all.map(row => row.textContent.replace(/\s+/g, " ").trim()));
    expect((await rows()).some(row => row.startsWith("mine-too 1")), `rows: ${await rows()}`);
    await shot(page, "zone");
    await page.reload();
    await page.waitForFunction(() => document.querySelectorAll(".samples li").length === 7);
    await page.selectOption("#zone-refine", "quality");
    await page.click("#zone-run");
    await page.waitForFunction(() => /beside the last run/.test(document.querySelector("#zone-table caption")?.textContent ?? ""), null, { timeout: 120_000 });
    expect(await page.locator("#zone-table .good, #zone-table .bad").count() > 0, "no change is shown");
    const zip = await saved(page, () => page.click("#zone-export"));
    const exported = join(folder, "zone");
    mkdirSync(exported, { recursive: true });
    execFileSync("python3", ["-m", "zipfile", "-e", zip.path, exported]);
    const report = join(folder, "zone.json");
    execFileSync("./alphalift", ["evaluate", join(exported, "manifest.json"), "--json", report], { cwd: new URL("../../", import.meta.url).pathname, stdio: "ignore" });
    const read = JSON.parse(readFileSync(report, "utf8"));
    expect(read.data.scored === 7 && "glass" in read.data.tags, `alphalift evaluate read ${JSON.stringify(read.data)}`);
    await page.done("zone");
}

export async function the_doubtful_come_first_and_are_judged_by_one_key_each(browser) {
    const page = await open(browser);
    await add(page, [`${samples}coffee.png`, `${samples}chelsea.png`, `${samples}rocket.jpg`]);
    await allDone(page, 3);
    await page.click("#view-review");
    const names = await page.$$eval(".review .name", all => all.map(each => each.textContent));
    expect(names.indexOf("coffee.png") === names.length - 1, `order: ${names}`);
    await page.focus("#main");
    await page.keyboard.press("a");
    await page.keyboard.press("n");
    await page.keyboard.type("=a \"quoted\", note");
    await page.focus("#main");
    await page.keyboard.press("r");
    await page.keyboard.press("m");
    await idle(page);
    expect(await page.isVisible("#brush-bar"), "mending does not bring the brush");
    const verdicts = await page.$$eval(".review .items .verdict", all => all.map(each => each.textContent));
    expect(verdicts.join() === "accepted,rejected,to be mended", `verdicts: ${verdicts}`);
    await shot(page, "review");
    const csv = (await saved(page, () => page.click("#review-csv"))).bytes.toString();
    expect(csv.startsWith("\ufeffname,verdict,note,confidence"), "no CSV");
    expect(csv.includes(`,rejected,`) === false && csv.includes(`reject,"'=a ""quoted"", note"`), `CSV: ${csv}`);
    const zip = await saved(page, () => page.click("#review-json"));
    expect(zip.bytes.includes("review.json") && zip.bytes.includes("mask/coffee.png"), "no JSON with masks");
    await page.done("review");
}

export async function a_review_folder_is_read(browser) {
    const review = join(folder, "review");
    mkdirSync(review, { recursive: true });
    writeFileSync(join(review, "chelsea.png"), readFileSync(`${samples}testset/alpha/00000-hair.png`));
    writeFileSync(join(review, "chelsea.png.source.png"), readFileSync(`${samples}chelsea.png`));
    writeFileSync(join(review, "chelsea.png.txt"), "confidence 0.41\nreason at_border\nIt reaches the border.\nsource chelsea.png\n");
    const page = await open(browser, { hash: "#review" });
    await allDone(page, 0);
    await page.setInputFiles("#review-folder", review);
    await page.waitForSelector("text=chelsea.png");
    const first = await page.textContent(".review .item");
    expect(first.includes("chelsea.png") && first.includes("41 %") && first.includes("border"), `read: ${first}`);
    await page.done("review folder");
}
