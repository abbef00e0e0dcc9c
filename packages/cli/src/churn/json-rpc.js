import { eventData } from './event-stream.js';
/**
 * The result that an answer holds for the request with `id`, from a JSON body or from the events of a stream.
 * @throws {Error} naming what is wrong: another status, no such id, a JSON-RPC error, a body of another type.
 */
export function resultOf(answer, id) {
    requireStatus(answer, 200);
    const messages = parseMessages(answer).filter(isRecord);
    const message = messages.find((candidate) => candidate.id === id);
    if (message === undefined)
        throw new Error(`no message with id ${id} in the answer`);
    if ('error' in message)
        throw new Error(`JSON-RPC error ${JSON.stringify(message.error)}`);
    const { result } = message;
    if (!isRecord(result))
        throw new Error('the answer has no result');
    return result;
}
/** @throws {Error} where the answer has none of the statuses. */
export function requireStatus(answer, ...expected) {
    if (expected.includes(answer.status))
        return;
    const excerpt = answer.body === '' ? '' : `: ${answer.body.slice(0, 200)}`;
    throw new Error(`status ${answer.status}, not ${expected.join(' or ')}${excerpt}`);
}
export function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function parseMessages({ contentType, body }) {
    const type = contentType.split(';')[0].trim().toLowerCase();
    if (type === 'application/json')
        return [parseJson(body)];
    // An event without data only tells the client where to resume.
    if (type === 'text/event-stream')
        return eventData(body)
            .filter((data) => data !== '')
            .map(parseJson);
    throw new Error(`content type ${JSON.stringify(contentType)} is neither JSON nor an event stream`);
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw new Error(`not JSON: ${text.slice(0, 200)}`);
    }
}
//# sourceMappingURL=json-rpc.js.map