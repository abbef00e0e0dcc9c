import { beginExpression } from './attach-lease.js';
import { evaluationOf } from './evaluate.js';
import { MANAGER_TITLE, NODE, PACKAGE_MANAGER, WITH_VALUE } from './process-facts.js';

/** Bounds on what is told of one process, and of how many. */
const MOST_PROCESSES = 200;
const MOST_ARGUMENTS = 24;
const MOST_CHARACTERS = 200;
/** For the inspector to open. */
export const POD_OPEN_MS = 3_000;
const CLAIM_MS = 2_000;

/**
 * What Node.js runs inside of a container, with `node -e`: looks for the program of that container, opens its inspector when it is known that the signal does no
 * more than that, claims it at once in the name of `lease`, and prints what it saw and did as one line of JSON, a `PodAnswer`. It needs neither files nor a shell
 * there, and Node 12 at least. It is plain to whoever reads it in an audit log, and short, since kubectl sends it as part of a URL.
 */
export function podScript(lease: string): string {
  const { expression } = evaluationOf(beginExpression(lease));
  return `
var fs = require('fs'), net = require('net'), http = require('http');
function attempt(look) { try { return look() } catch (e) {} }
function text(path) { return attempt(function () { return fs.readFileSync(path, 'utf8') }) || '' }
function link(path) { return attempt(function () { return fs.readlinkSync(path) }) }
function base(path) { return path.slice(path.lastIndexOf('/') + 1) }
function describe(pid) {
  var at = '/proc/' + pid + '/', status = text(at + 'status');
  function field(name) { return (RegExp('^' + name + ':\\\\s*(.*)', 'm').exec(status) || [])[1] || '' }
  if (!status || field('State')[0] == 'Z') return;
  return {
    pid: pid, innerPid: +field('NSpid').split('\\t').pop() || pid, pidNamespace: link(at + 'ns/pid'),
    parent: +field('PPid'), uid: +field('Uid').split('\\t')[1], executable: link(at + 'exe'),
    argv: text(at + 'cmdline').split('\\0').filter(Boolean).slice(0, ${MOST_ARGUMENTS})
      .map(function (word) { return word.slice(0, ${MOST_CHARACTERS}) }),
    catchesUsr1: !!(parseInt(field('SigCgt').slice(-8), 16) & 512),
    nodeOptions: (/(?:^|\\0)NODE_OPTIONS=([^\\0]*)/.exec(text(at + 'environ')) || [])[1]
  };
}
function isProgram(one) {
  var argv = one.argv, i = 1;
  while (/^-/.test(argv[i])) i += ${WITH_VALUE.toString()}.test(argv[i]) ? 2 : 1;
  return ${NODE.toString()}.test(base((one.executable || argv[0] || '').replace(' (deleted)', ''))) &&
    !${PACKAGE_MANAGER.toString()}.test(base(argv[i] || '')) && !${MANAGER_TITLE.toString()}.test(argv[0]);
}
function portOf(one) {
  var found, port = 9229, named = /--(?:inspect(?:-brk|-wait|-port)?|debug-port)[= ](?:\\S*:)?(\\d+)(?!\\S)/g;
  while (found = named.exec(one.nodeOptions + ' ' + one.argv.join(' '))) port = +found[1];
  return port;
}
function look(port, done) {
  var socket = net.connect(port, '127.0.0.1', function () { socket.destroy(); done(true) });
  socket.on('error', function () { done(false) });
}
function claim(port, done) {
  var timer = setTimeout(done, ${CLAIM_MS}), over = function () { clearTimeout(timer); done() };
  http.get({ host: '127.0.0.1', port: port, path: '/json/list' }, function (answer) {
    var list = '';
    answer.on('data', function (piece) { list += piece }).on('end', function () {
      var url = attempt(function () { return JSON.parse(list)[0].webSocketDebuggerUrl }), asked;
      if (!url) return over();
      var socket = net.connect(port, '127.0.0.1');
      socket.write('GET ' + url.replace(/^ws:..[^/]*/, '') + ' HTTP/1.1\\r\\nHost: localhost\\r\\n' +
        'Upgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Version: 13\\r\\nSec-WebSocket-Key: aGVhcHRpZGUgYXR0YWNoIQ==\\r\\n\\r\\n');
      socket.on('error', over).on('data', function () {
        if (asked) { socket.destroy(); return over() }
        var params = { includeCommandLineAPI: true, expression: ${JSON.stringify(expression)} };
        var message = Buffer.from(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: params })), length = message.length;
        socket.write(Buffer.concat([Buffer.from([129, 254, length >> 8, length & 255, 0, 0, 0, 0]), message]));
        asked = true;
      });
    });
  }).on('error', over);
}
var processes = fs.readdirSync('/proc').map(Number).filter(function (pid) { return pid && pid != process.pid })
  .sort(function (a, b) { return a - b }).slice(0, ${MOST_PROCESSES}).map(describe).filter(Boolean);
var chosen = processes.filter(function (one) { return isProgram(one) && one.catchesUsr1 })[0];
function say(answer) { answer.processes = processes; console.log(JSON.stringify(answer)) }
if (!chosen) say({});
else {
  var pid = chosen.pid, port = portOf(chosen), end = Date.now() + ${POD_OPEN_MS};
  var wait = function () {
    look(port, function (open) {
      if (open) claim(port, function () { say({ pid: pid, port: port, opened: true }) });
      else if (Date.now() > end) say({ pid: pid, port: port });
      else setTimeout(wait, 15);
    });
  };
  look(port, function (open) {
    if (open) return say({ pid: pid, port: port, wasOpen: true });
    try { process.kill(pid, 'SIGUSR1') } catch (e) { return say({ pid: pid, port: port, failure: e.code }) }
    wait();
  });
}`.replaceAll(/\n\s+/g, '\n');
}
