// What a person drew to say what is subject and what is not: { mode: "keep" | "erase", radius, points: [x, y, ...] } in
// pixels of the picture, the latest last.
export function drawStrokes(context, strokes, colours) {
    context.lineCap = "round";
    context.lineJoin = "round";
    for (const { mode, radius, points } of strokes) {
        context.strokeStyle = context.fillStyle = colours[mode];
        context.lineWidth = 2 * radius;
        context.beginPath();
        context.moveTo(points[0], points[1]);
        for (let at = 2; at < points.length; at += 2) {
            context.lineTo(points[at], points[at + 1]);
        }
        if (points.length === 2) {
            context.arc(points[0], points[1], radius, 0, 2 * Math.PI);
            context.fill();
        } else {
            context.stroke();
        }
    }
}
