import { exchange } from './http-exchange.js';
import { isRecord, requireStatus, resultOf } from './json-rpc.js';
const PROTOCOL_VERSION = '2025-06-18';
const HEADERS = {
    Accept: 'application/json, text/event-stream',
    'Content-Type': 'application/json',
};
/**
 * One whole MCP session: initialize, notifications/initialized, tools/list, tools/call echo twice, DELETE. Every answer
 * is checked; `tag` makes the echoed texts this lifecycle's own.
 * @throws {Error} at the first answer that is wrong, naming the step; the session is ended even so.
 */
export async function runLifecycle(target, tag) {
    const sessionId = await step('initialize', () => initialize(target));
    const session = new Session(target, sessionId);
    try {
        await step('notifications/initialized', () => session.notifyInitialized());
        await step('tools/list', () => session.listTools());
        await step('tools/call', () => session.echo(3, `${tag} first`));
        await step('tools/call', () => session.echo(4, `${tag} second`));
    }
    catch (error) {
        await session.delete().catch(() => undefined);
        throw error;
    }
    await step('DELETE', () => session.delete());
}
async function step(name, run) {
    try {
        return await run();
    }
    catch (error) {
        throw new Error(`${name}: ${reasonOf(error)}`, { cause: error });
    }
}
/** A refused connection to a name with several addresses comes with an empty message. */
function reasonOf(error) {
    const { message, code } = error;
    return message === '' ? (code ?? 'unknown error') : message;
}
async function initialize(target) {
    const answer = await exchange(target, {
        method: 'POST',
        headers: HEADERS,
        body: JSON.stringify({
            jsonrpc: '2.0',
            id: 1,
            method: 'initialize',
            params: {
                protocolVersion: PROTOCOL_VERSION,
                capabilities: {},
                clientInfo: { name: 'heaptide-churn', version: '0.1.0' },
            },
        }),
    });
    const result = resultOf(answer, 1);
    if (typeof result.protocolVersion !== 'string')
        throw new Error('the result has no protocolVersion');
    if (answer.sessionId === undefined)
        throw new Error('the answer has no Mcp-Session-Id');
    return answer.sessionId;
}
class Session {
    #target;
    #id;
    #headers;
    constructor(target, id) {
        this.#target = target;
        this.#id = id;
        this.#headers = { ...HEADERS, 'Mcp-Session-Id': id, 'MCP-Protocol-Version': PROTOCOL_VERSION };
    }
    async notifyInitialized() {
        requireStatus(await this.#post({ jsonrpc: '2.0', method: 'notifications/initialized' }), 202);
    }
    async listTools() {
        const answer = await this.#post({ jsonrpc: '2.0', id: 2, method: 'tools/list', params: {} });
        const { tools } = resultOf(answer, 2);
        if (!Array.isArray(tools) || !tools.some((tool) => isRecord(tool) && tool.name === 'echo')) {
            throw new Error('the server lists no tool "echo"');
        }
    }
    async echo(id, text) {
        const params = { name: 'echo', arguments: { message: text } };
        const result = resultOf(await this.#post({ jsonrpc: '2.0', id, method: 'tools/call', params }), id);
        const { content } = result;
        const echoed = Array.isArray(content) && isRecord(content[0]) ? content[0].text : undefined;
        if (typeof echoed !== 'string' || !echoed.includes(text)) {
            throw new Error(`echo of ${JSON.stringify(text)} answered ${JSON.stringify(result).slice(0, 200)}`);
        }
    }
    async delete() {
        const answer = await exchange(this.#target, { method: 'DELETE', headers: this.#headers });
        requireStatus(answer, 200, 202, 204);
    }
    async #post(message) {
        const answer = await exchange(this.#target, {
            method: 'POST',
            headers: this.#headers,
            body: JSON.stringify(message),
        });
        if (answer.sessionId !== undefined && answer.sessionId !== this.#id) {
            throw new Error(`the answer carries another session's id, ${answer.sessionId}`);
        }
        return answer;
    }
}
//# sourceMappingURL=lifecycle.js.map