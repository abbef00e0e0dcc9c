/**
 * The data of each event in a complete `text/event-stream` body, in order, whatever the event's name.
 * An event that the end of the body cuts short is not one. Rules: HTML standard, section 9.2.6.
 */
export function eventData(body) {
    const events = [];
    let data = [];
    const lines = body.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
    // What follows the last line end is no line.
    lines.pop();
    for (const line of lines) {
        if (line === '') {
            if (data.length > 0)
                events.push(data.join('\n'));
            data = [];
        }
        else if (line === 'data') {
            data.push('');
        }
        else if (line.startsWith('data:')) {
            data.push(line.slice(line.startsWith('data: ') ? 'data: '.length : 'data:'.length));
        }
    }
    return events;
}
//# sourceMappingURL=event-stream.js.map