import { request as httpRequest } from 'node:http';
/** An answer of an MCP server under test is a few kilobytes; more is a defect, and must not fill our memory. */
const MAX_BODY_BYTES = 1 << 20;
/** Sends one request and reads the whole answer. Rejects on a broken connection, a timeout or too long a body. */
export function exchange(target, { method, headers, body }) {
    if (target.signal?.aborted === true)
        return Promise.reject(new Error('the run was aborted'));
    return new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
        const request = httpRequest(target.url, {
            method,
            agent: target.agent,
            headers: { ...headers, ...length },
        });
        const timer = setTimeout(() => {
            request.destroy(new Error(`no whole answer within ${target.timeoutMs} ms`));
        }, target.timeoutMs);
        const fail = (error) => {
            clearTimeout(timer);
            reject(error);
        };
        request.on('error', fail);
        request.on('response', (answer) => {
            readBody(answer, (error, text) => {
                if (error !== undefined) {
                    request.destroy();
                    fail(error);
                    return;
                }
                clearTimeout(timer);
                resolve({
                    status: answer.statusCode,
                    contentType: answer.headers['content-type'] ?? '',
                    sessionId: firstValue(answer.headers['mcp-session-id']),
                    body: text,
                });
            });
        });
        request.end(body);
    });
}
function readBody(answer, done) {
    const chunks = [];
    let bytes = 0;
    answer.on('data', (chunk) => {
        bytes += chunk.length;
        if (bytes > MAX_BODY_BYTES) {
            done(new Error(`the answer is longer than ${MAX_BODY_BYTES} bytes`), '');
        }
        else {
            chunks.push(chunk);
        }
    });
    answer.on('error', (error) => done(error, ''));
    answer.on('end', () => done(undefined, Buffer.concat(chunks).toString('utf8')));
}
function firstValue(value) {
    return Array.isArray(value) ? value[0] : value;
}
//# sourceMappingURL=http-exchange.js.map