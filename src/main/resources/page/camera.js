// Where views look: `zoom` 1 is the whole picture, `x` and `y` the point of the picture in their middle, in shares of its
// sides. Views that share a camera move together, whatever their sizes.
export class Camera extends EventTarget {
    zoom = 1;
    x = 0.5;
    y = 0.5;

    look(change) {
        Object.assign(this, change);
        this.zoom = Math.min(400, Math.max(0.5, this.zoom));
        this.x = Math.min(1, Math.max(0, this.x));
        this.y = Math.min(1, Math.max(0, this.y));
        this.dispatchEvent(new Event("change"));
    }

    fit() {
        this.look({ zoom: 1, x: 0.5, y: 0.5 });
    }
}

// The picture on a canvas: the left upper corner and how many pixels of the canvas one of the picture takes.
export function placed(camera, picture, canvas) {
    const fit = Math.min(canvas.width / picture.width, canvas.height / picture.height);
    const scale = fit * camera.zoom;
    return {
        scale, fit,
        left: canvas.width / 2 - camera.x * picture.width * scale,
        top: canvas.height / 2 - camera.y * picture.height * scale,
    };
}

// Zooms so that a point of the canvas stays where it is.
export function zoomAt(camera, picture, canvas, at, factor) {
    const before = placed(camera, picture, canvas);
    const most = Math.min(400, Math.max(1, 48 / before.fit));
    const zoom = Math.min(most, Math.max(0.5, camera.zoom * factor));
    const scale = before.fit * zoom;
    const [x, y] = [(at.x - before.left) / before.scale, (at.y - before.top) / before.scale];
    camera.look({
        zoom,
        x: (x + (canvas.width / 2 - at.x) / scale) / picture.width,
        y: (y + (canvas.height / 2 - at.y) / scale) / picture.height,
    });
}
