// The first view: pictures in, how they are looked at, what is adjusted, what is saved.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { add, allDone, address, colourAt, expect, folder, idle, open, PHONE, samples, saved, shot, size } from "./browser.mjs";

const coffee = `${samples}coffee.png`;
const rocket = `${samples}rocket.jpg`;
const chelsea = `${samples}chelsea.png`;

export async function a_first_visit_shows_a_sample_that_was_worked_on(browser) {
    const page = await open(browser);
    await allDone(page);
    expect(await page.textContent(".queue .name") === "sample.jpg", "the sample is not there");
    const [red] = await colourAt(page, 0.52, 0.45);
    const left = await colourAt(page, 0.02, 0.5);
    expect(red > 60, "the cup cannot be seen");
    expect(left[0] < 200, "left of the line is the picture before");
    await shot(page, "first-visit");
    await page.done("first visit");
}

export async function many_pictures_wait_their_turn_and_end_done_or_failed_with_the_servers_words(browser) {
    const broken = join(folder, "broken.png");
    writeFileSync(broken, readFileSync(coffee).subarray(0, 3000));
    const page = await open(browser, { allow: [/status of 4/] });
    await page.evaluate(() => {
        globalThis.most = 0;
        const look = () => {
            globalThis.most = Math.max(globalThis.most, document.querySelectorAll(".status.sending, .status.working").length);
            requestAnimationFrame(look);
        };
        look();
    });
    await add(page, [coffee, broken, rocket, chelsea, coffee, rocket, chelsea, coffee]);
    await allDone(page, 8);
    const states = await page.$$eval(".queue .status", all => all.map(each => each.classList[1]));
    expect(states.filter(state => state === "done").length === 7 && states[1] === "failed", `states: ${states}`);
    expect(/cut off|damaged|end/i.test(await page.textContent(".queue .status.failed")), "the server's own words are missing");
    const { inFlight } = await (await page.request.get(`${address}page/config.json`)).json();
    const most = await page.evaluate(() => globalThis.most);
    expect(most > 1 && most <= inFlight, `${most} requests at a time, ${inFlight} allowed`);
    await page.click("text=Try the others again");
    await idle(page);
    await allDone(page, 8);
    await page.click("[aria-label='Remove: broken.png']");
    await idle(page);
    expect(await page.locator(".queue .item").count() === 7, "it is still in the list");
    await page.done("many pictures");
}

export async function what_a_busy_server_says_is_heeded(browser) {
    const page = await open(browser, { allow: [/status of 429/] });
    await allDone(page);
    let calls = 0;
    await page.route("**/api/remove", async route => {
        calls += 1;
        await (calls === 1 ? route.fulfill({ status: 429, headers: { "Retry-After": "2" }, contentType: "application/problem+json",
            body: JSON.stringify({ code: "busy", detail: "Too many pictures." }) }) : route.continue());
    });
    await page.setInputFiles("#files", [rocket]);
    const start = Date.now();
    await page.waitForSelector("text=The server is busy");
    await allDone(page, 2);
    expect(Date.now() - start >= 1900, "it was asked again too early");
    expect(calls === 2, `${calls} calls`);
    await page.done("busy server");
}

export async function waiting_and_running_pictures_can_be_cancelled(browser) {
    const page = await open(browser);
    await allDone(page);
    await page.route("**/api/remove", route => { setTimeout(() => route.continue().catch(() => {}), 1500); });
    await page.setInputFiles("#files", [coffee, rocket, chelsea, coffee, rocket, chelsea]);
    await page.click("text=Cancel all");
    await allDone(page, 7);
    const states = await page.$$eval(".queue .status", all => all.map(each => each.classList[1]));
    expect(states.slice(1).every(state => state === "cancelled"), `states: ${states}`);
    await page.unroute("**/api/remove");
    await page.click("[aria-label^='Try again']");
    await idle(page);
    await allDone(page, 7);
    expect(await page.locator(".status.done").count() === 2, "it was not tried again");
    await page.done("cancel");
}

export async function pictures_and_folders_are_dropped_and_pasted(browser) {
    const page = await open(browser);
    await allDone(page);
    const bytes = [...readFileSync(rocket)];
    await page.evaluate(data => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(data)], "dropped.jpg", { type: "image/jpeg" }));
        transfer.items.add(new File(["no picture"], "readme.txt", { type: "text/plain" }));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
        const pasted = new DataTransfer();
        pasted.items.add(new File([new Uint8Array(data)], "pasted.jpg", { type: "image/jpeg" }));
        document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: pasted, bubbles: true, cancelable: true }));
    }, bytes);
    await allDone(page, 3);
    const names = await page.$$eval(".queue .name", all => all.map(each => each.textContent));
    expect(names.includes("dropped.jpg") && names.includes("pasted.jpg"), `names: ${names}`);
    expect(await page.isVisible("text=Left out, since they are no pictures: 1"), "nothing was said of the text file");
    await page.setInputFiles("#folder", `${samples}testset/image`);
    await allDone(page, 9);
    await page.done("drop and paste");
}

export async function results_lie_on_anything(browser) {
    const page = await open(browser);
    await allDone(page);
    await page.locator("#split").fill("0");
    const corner = () => colourAt(page, 0.06, 0.5);
    const upon = async look => { await page.selectOption("#look", look); await idle(page, 400); return (await corner()).slice(0, 3).join(); };
    expect(await upon("white") === "255,255,255", "not white");
    expect(await upon("black") === "0,0,0", "not black");
    await page.selectOption("#look", "colour");
    await page.locator("#look-colour").fill("#ff00aa");
    expect((await corner()).slice(0, 3).join() === "255,0,170", "not that colour");
    expect(!["255,0,170", "0,0,0"].includes(await upon("scene-1")), "no scene");
    await page.selectOption("#look", "picture");
    await page.setInputFiles("#look-picture", rocket);
    await idle(page, 500);
    expect((await corner()).slice(0, 3).join() !== "255,0,170", "no picture of one's own");
    await shot(page, "on-a-picture");
    for (const mode of ["mask", "heat", "saved", "cutout"]) {
        await page.selectOption("#mode", mode);
        await idle(page, 500);
        const [red, green, blue] = await corner();
        expect(mode !== "mask" || red + green + blue === 0, "the mask is not black outside");
        await shot(page, `mode-${mode}`);
    }
    await page.done("looks");
}

export async function the_line_moves_by_mouse_touch_and_keys(browser) {
    const page = await open(browser, { touch: true });
    await allDone(page);
    const box = await page.locator("#stage canvas").boundingBox();
    const split = async () => Number(await page.inputValue("#split"));
    await page.mouse.move(box.x + box.width / 2, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, box.y + 40, { steps: 4 });
    await page.mouse.up();
    await idle(page);
    expect(Math.abs(await split() - 80) <= 2, `by mouse: ${await split()}`);
    await page.focus("#split");
    await page.keyboard.press("Home");
    await idle(page);
    expect(await split() === 0, "by keys");
    await page.keyboard.press("]");
    await idle(page);
    expect(await split() === 5, `by one key: ${await split()}`);
    const client = await page.context().newCDPSession(page);
    const touch = (type, x) => client.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y: box.y + 60 }] });
    await touch("touchStart", box.x + box.width * 0.05);
    await touch("touchMove", box.x + box.width * 0.3);
    await touch("touchMove", box.x + box.width * 0.4);
    await touch("touchEnd");
    await idle(page);
    expect(Math.abs(await split() - 40) <= 2, `by touch: ${await split()}`);
    await page.done("line");
}

export async function views_zoom_to_single_pixels_by_wheel_pinch_and_keys(browser) {
    const page = await open(browser, { touch: true });
    await allDone(page);
    const scale = () => page.$eval("#stage", viewer => viewer.scale);
    const first = await scale();
    const box = await page.locator("#stage canvas").boundingBox();
    await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.4);
    for (let turn = 0; turn < 25; turn += 1) {
        await page.mouse.wheel(0, -300);
    }
    await idle(page);
    expect(await scale() > 20, `by wheel: ${await scale()}`);
    await shot(page, "single-pixels");
    await page.focus("#stage canvas");
    await page.keyboard.press("0");
    expect(Math.abs(await scale() - first) < 1e-9, "the whole picture again");
    await page.keyboard.press("1");
    expect(Math.abs(await scale() - 1) < 1e-9, `single pixels: ${await scale()}`);
    await page.keyboard.press("+");
    expect(Math.abs(await scale() - 1.5) < 1e-9, "by key");
    const client = await page.context().newCDPSession(page);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const pinch = (type, by) => client.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x: x - by, y: y + 30, id: 0 }, { x: x + by, y: y + 30, id: 1 }] });
    await pinch("touchStart", 30);
    await pinch("touchMove", 60);
    await pinch("touchMove", 90);
    // One finger goes first, and the other moves on.
    await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [{ x: x + 90, y: y + 30, id: 1 }] });
    await client.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x: x + 60, y: y + 30, id: 1 }] });
    await pinch("touchEnd");
    await idle(page);
    expect(await scale() > 3, `by two fingers: ${await scale()}`);
    await page.click("#loupe");
    await page.mouse.move(x, y);
    await shot(page, "loupe");
    await page.done("zoom");
}

export async function everything_is_saved_as_asked_for(browser) {
    const page = await open(browser);
    await add(page, [coffee]);
    await allDone(page);
    const direct = await page.request.post(`${address}api/remove`, { multipart: { file: { name: "coffee.png", mimeType: "image/png", buffer: readFileSync(coffee) }, refine: "fast" } });
    const png = await saved(page, () => page.click("#save-png"));
    expect(png.name === "coffee.png" && png.bytes.equals(await direct.body()), "the PNG is not the server's own");
    const webp = await saved(page, () => page.click("#save-webp"));
    expect(webp.bytes.subarray(8, 12).toString() === "WEBP", "no WebP");
    const jpeg = await saved(page, () => page.click("#save-jpeg"));
    expect(jpeg.name === "coffee.jpg" && jpeg.bytes[0] === 0xff && jpeg.bytes[1] === 0xd8, "no JPEG");
    const mask = await saved(page, () => page.click("#save-mask"));
    expect(mask.name === "coffee.mask.png" && size(mask.bytes).join() === "600,400", "no mask");
    await page.click("#copy");
    await page.waitForSelector("text=in the clipboard");
    const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(item => item.types));
    expect(types.includes("image/png"), `in the clipboard: ${types}`);
    await page.check("#crop");
    await page.selectOption("#mode", "saved");
    await page.waitForFunction(() => document.querySelector("#stage").size?.width < 580);
    const cropped = await saved(page, () => page.click("#save-png"));
    expect(size(cropped.bytes)[0] < 580, `cropped: ${size(cropped.bytes)}`);
    await page.setInputFiles("#files", [rocket, chelsea]);
    await allDone(page, 3);
    const zip = await saved(page, () => page.click("#save-all-now"));
    expect(zip.bytes.readUInt32LE(0) === 0x04034b50 && zip.bytes.includes("rocket.png") && zip.bytes.includes("chelsea.png"), "no archive");
    await page.done("save");
}

export async function what_is_adjusted_is_what_is_shown_and_saved(browser) {
    const page = await open(browser);
    await allDone(page);
    await page.evaluate(() => {
        globalThis.asked = [];
        const { send } = XMLHttpRequest.prototype;
        XMLHttpRequest.prototype.send = function(form) {
            globalThis.asked.push([...form].map(([name, value]) => `${name}=${value}`).join("&"));
            send.call(this, form);
        };
    });
    const adjusted = async act => {
        await page.evaluate(() => { globalThis.asked.length = 0; });
        await act();
        await page.waitForFunction(() => globalThis.asked.length > 0);
        await allDone(page);
    };
    const asked = async words => (await page.evaluate(() => globalThis.asked)).some(form => form.split("&").includes(words));
    await adjusted(() => page.selectOption("#model", "u2netp-int8"));
    expect(await page.isVisible("text=by u2netp-int8"), "not by that model");
    await adjusted(() => page.selectOption("#refine", "quality"));
    expect(await asked("refine=quality"), "not refined");
    await page.click("summary");
    await adjusted(() => page.check("#largest"));
    expect(await asked("largest=true"), "not cleaned up");
    await adjusted(() => page.locator("#feather").fill("4"));
    expect(await asked("feather=4px"), "no feather");
    await adjusted(() => page.selectOption("#shadow", "drop"));
    expect(await asked("shadow=drop"), "no shadow");
    await adjusted(() => page.selectOption("#background", "nature"));
    expect(await asked("backdrop=nature:1"), "no scene");
    await page.selectOption("#mode", "saved");
    await page.locator("#split").fill("0");
    await idle(page, 600);
    await shot(page, "as-saved-nature");
    expect((await colourAt(page, 0.05, 0.5))[3] === 255, "as it will be saved, it is opaque");
    const png = await saved(page, () => page.click("#save-png"));
    expect(png.bytes.length > 10_000, "nothing saved");
    await adjusted(() => page.selectOption("#background", "colour"));
    await page.locator("#bg-colour").fill("#00ff00"); // the browser puts it behind
    await idle(page, 500);
    await adjusted(() => page.selectOption("#shadow", "none"));
    expect((await colourAt(page, 0.05, 0.5)).slice(0, 3).join() === "0,255,0", `the colour behind: ${await colourAt(page, 0.05, 0.5)}`);
    await page.selectOption("#mode", "difference");
    await idle(page, 600);
    await shot(page, "difference");
    await page.setInputFiles("#files", [rocket]);
    await allDone(page, 2);
    await page.evaluate(() => { globalThis.asked.length = 0; });
    await page.selectOption("#refine", "none");
    await page.waitForFunction(() => globalThis.asked.length > 0);
    await page.click("#apply-all");
    await allDone(page, 2);
    expect(await page.locator(".stale").count() === 0, "still stale");
    await page.click("#reset");
    await page.done("adjust");
}

export async function a_brush_keeps_and_erases_and_takes_it_back(browser) {
    const page = await open(browser);
    await add(page, [coffee]);
    await allDone(page);
    await page.locator("#split").fill("0");
    await page.selectOption("#look", "black");
    const plain = await colourAt(page, 0.05, 0.5);
    await page.click("#brush");
    const stroke = async (x, y) => {
        await page.locator("#stage canvas").scrollIntoViewIfNeeded();
        const box = await page.locator("#stage canvas").boundingBox();
        await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
        await page.mouse.down();
        await page.mouse.move(box.x + box.width * (x + 0.01), box.y + box.height * (y + 0.1), { steps: 3 });
        await page.mouse.up();
        await idle(page, 200);
        await allDone(page);
        await idle(page, 500);
    };
    const opacity = async (x, y) => {
        const png = await saved(page, () => page.click("#save-mask"));
        return page.evaluate(async ([bytes, across, down]) => {
            const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
            const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
            context.drawImage(bitmap, 0, 0);
            return context.getImageData(Math.floor(bitmap.width * across), Math.floor(bitmap.height * down), 1, 1).data[0];
        }, [[...png.bytes], x, y]);
    };
    expect(plain.slice(0, 3).join() === "0,0,0", "there is something left of the cup");
    await stroke(0.06, 0.45);
    expect(await opacity(0.065, 0.5) === 255, `kept: ${await opacity(0.065, 0.5)}`);
    await page.click("text=erase");
    await stroke(0.45, 0.45);
    expect(await opacity(0.455, 0.5) === 0, `erased: ${await opacity(0.455, 0.5)}`);
    await shot(page, "brush");
    // Undone while its stroke is on its way: the answer that comes is not taken for it.
    await page.click("#undo");
    await page.click("#redo");
    await page.click("#undo");
    await idle(page, 200);
    await allDone(page);
    expect(await opacity(0.455, 0.5) === 255, "undone");
    await page.click("#redo");
    await idle(page, 200);
    await allDone(page);
    expect(await opacity(0.455, 0.5) === 0, "redone");
    await page.done("brush");
}

export async function it_all_fits_on_a_phone(browser) {
    const page = await open(browser, { size: PHONE, touch: true });
    await allDone(page);
    for (const view of ["cut", "compare", "zone", "review"]) {
        await page.click(`#view-${view}`);
        await idle(page, 300);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(over <= 0, `${view} is ${over} pixels too wide for a phone`);
        await shot(page, `phone-${view}`);
    }
    await page.done("phone");
}
