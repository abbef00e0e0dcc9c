import type { ErrorCode } from '@heaptide/profile';

/** What a person who meets an error needs besides its message. */
export interface ErrorEntry {
  readonly code: ErrorCode;
  readonly meaning: string;
  readonly cause: string;
  readonly next: string;
}

function entry(code: ErrorCode, meaning: string, cause: string, next: string): ErrorEntry {
  return { code, meaning, cause, next };
}

/**
 * All coded errors; each ends a command with exit status 2, save HT_E_BAD_SOURCE_MAP, which a command tells and passes over.
 * docs/errors.md lists them in this order.
 */
export const ERROR_TABLE: readonly ErrorEntry[] = [
  entry(
    'HT_E_USAGE',
    'The command line is wrong.',
    'An unknown flag, a missing argument or a value of the wrong form.',
    'Run the command with --help.',
  ),
  entry(
    'HT_E_NO_SUCH_FILE',
    'A file or directory does not exist.',
    'A mistyped path, or a URL without http://.',
    'Check the path; write URLs with http://.',
  ),
  entry(
    'HT_E_UNREADABLE',
    'A file is there but cannot be read.',
    'Missing permission, or an error of the disk.',
    'Check the permissions of the file.',
  ),
  entry(
    'HT_E_UNWRITABLE',
    'A capture or a report cannot be saved.',
    'Missing permission, a full disk, or a file where the directory should be.',
    'Name another directory or file.',
  ),
  entry(
    'HT_E_NOT_A_PROFILE',
    'The input is no pprof profile.',
    'Another kind of file, an error page saved as a file, or a damaged download.',
    'The message says what the input looks like; take the capture again.',
  ),
  entry(
    'HT_E_NOT_A_SNAPSHOT',
    'The input is no heap snapshot.',
    'Another kind of file, or a damaged one.',
    'The message says what the input begins with; profiles are for the other commands.',
  ),
  entry(
    'HT_E_SNAPSHOT_CUT',
    'The end of a heap snapshot is missing, or all of it.',
    'The process ended while V8 wrote it, which takes many times the memory of the heap; or a copy that was broken off.',
    'Use `heaptide snapshot top --lite` for what is there, and `heaptide postmortem` for the other files.',
  ),
  entry(
    'HT_E_BAD_SNAPSHOT',
    'A heap snapshot contradicts itself.',
    'A damaged file, or one that another program changed.',
    'Copy the file again, or take another snapshot.',
  ),
  entry(
    'HT_E_TOO_LARGE',
    'The input is larger than the bound, unpacked or as it is.',
    'A file of another kind, or one made to exhaust memory.',
    'Check where the file comes from.',
  ),
  entry(
    'HT_E_BAD_METADATA',
    'The metadata comment of a capture does not hold.',
    'The file was edited, or written by a newer heaptide.',
    'Take the capture again, or update heaptide.',
  ),
  entry(
    'HT_E_BAD_SOURCE_MAP',
    'A source map does not hold; the report goes on with the names of the program.',
    'A build that was cut short, a file of another kind, or a map beyond what is read.',
    'Build again with source maps; the message says what does not hold.',
  ),
  entry(
    'HT_E_NO_METADATA',
    'A profile without the metadata that a series needs.',
    'It was written by another tool.',
    'Take captures with heaptide capture; other profiles can be read with heaptide top.',
  ),
  entry(
    'HT_E_NO_SUCH_TYPE',
    'The profile has no such sample type.',
    'A CPU profile, or a mistyped sample type.',
    'The message lists the sample types that are there.',
  ),
  entry(
    'HT_E_NO_COMMON_TYPE',
    'Profiles that have no sample type in common cannot be merged.',
    'Heap and CPU profiles were given together.',
    'Give profiles of one kind.',
  ),
  entry(
    'HT_E_PPROF',
    'A report cannot be made as it was asked for; the message is in the words of pprof.',
    'No function matches, options that contradict each other, or a source that cannot be read.',
    'Read what stands behind the last colon of the message.',
  ),
  entry(
    'HT_E_BAD_REGEXP',
    'A pattern is no regular expression of RE2.',
    'A bracket that is not closed, or a look-around or back-reference, which RE2 does not have.',
    'The message quotes the part that is wrong.',
  ),
  entry(
    'HT_E_NO_CAPTURES',
    'There is nothing to judge.',
    'An empty directory, or one whose files do not end in .pb.gz, .pb or .pprof.',
    'Save captures into it with heaptide capture --output DIR.',
  ),
  entry(
    'HT_E_MIXED_SERIES',
    'The captures or heap snapshots are not of one process, or were not taken the same way.',
    'The process restarted in between, or two directories were mixed.',
    'Judge those of each process by themselves.',
  ),
  entry(
    'HT_E_UNREACHABLE',
    'Nothing answers at the address.',
    'The process is not running, its endpoint is off, or the port-forward has ended.',
    'Start the process with HEAPTIDE_ADDR and --import heaptide/register; check the port.',
  ),
  entry(
    'HT_E_BAD_ANSWER',
    'The address answers, but with an error.',
    'Another server on this port, or an endpoint that refuses.',
    'The message repeats the status; check the URL.',
  ),
  entry(
    'HT_E_TIMEOUT',
    'The address did not answer in time.',
    'An overloaded process, or a very large heap under gc=1.',
    'Try again with --no-gc or a longer --timeout.',
  ),
  entry(
    'HT_E_NO_STATS',
    'The address answers, but not as an agent of heaptide.',
    'Another pprof endpoint, which tells nothing of its process, or another server on this port.',
    'Check the URL; profiles of another endpoint can be read all the same.',
  ),
  entry(
    'HT_E_NO_EXACT_SITES',
    'The address does not offer exact sites.',
    'An agent of an older version, or an endpoint that is none of heaptide.',
    'Update heaptide in the process, or start it with --no-turbo-inlining --no-maglev-inlining.',
  ),
  entry(
    'HT_E_EXACT_SITES_REFUSED',
    'Exact sites cannot be switched on in the process as it runs.',
    'Code coverage or the CPU is being measured, or another tool runs the heap sampler.',
    'The message tells which; go on without --exact, or start the process without it.',
  ),
  entry(
    'HT_E_BAD_ADDRESS',
    'An address to listen on is of the wrong form.',
    'A missing port, or a port that is no number.',
    'Write HOST:PORT, such as 127.0.0.1:6060.',
  ),
  entry(
    'HT_E_NOT_LOOPBACK',
    'The debug endpoint does not bind beyond loopback without a token.',
    'The address names another interface, and no token keeps others out.',
    'Use 127.0.0.1 and kubectl port-forward or an SSH tunnel, or set HEAPTIDE_TOKEN or HEAPTIDE_TOKEN_FILE.',
  ),
  entry(
    'HT_E_ADDRESS_IN_USE',
    'A port cannot be listened on because another process has it.',
    'An earlier run that has not ended, or another service.',
    'Choose another port; 0 takes any free one.',
  ),
  entry(
    'HT_E_CANNOT_LISTEN',
    'A port cannot be listened on.',
    'The address is not of this machine, or the port needs privileges.',
    'The message repeats what the system said; choose another address or port.',
  ),
  entry(
    'HT_E_BAD_INTERVAL',
    'The sampling interval is out of range.',
    'HEAPTIDE_INTERVAL is no number of bytes that the sampler takes.',
    'Give bytes, such as 65536, or leave it out.',
  ),
  entry(
    'HT_E_BAD_DEPTH',
    'The stack depth is out of range.',
    'A depth beyond what V8 takes safely.',
    'Leave it out; 64 frames are kept by default.',
  ),
  entry(
    'HT_E_BAD_TOKEN',
    'The token of the debug endpoint cannot be used.',
    'It has fewer than 16 characters, or the file that HEAPTIDE_TOKEN_FILE names cannot be read.',
    'Make one by `openssl rand -hex 16`; the file must be readable by the user of the process.',
  ),
  entry(
    'HT_E_BAD_RING',
    'The bounds of the capture ring are out of range.',
    'HEAPTIDE_RING_CAPTURES or HEAPTIDE_RING_BYTES is no number that a ring can have.',
    'The message gives the range; leave them out for 32 captures and 16 MiB.',
  ),
  entry(
    'HT_E_NOT_MAIN_THREAD',
    'The agent was started in a worker thread.',
    'startAgent was called in code that a Worker runs.',
    'Call it in the main thread.',
  ),
  entry(
    'HT_E_AGENT_RUNNING',
    'The process has an agent already.',
    'Both HEAPTIDE_ADDR and code or --debug-addr start one.',
    'Keep one of the two.',
  ),
  entry(
    'HT_E_BAD_UPSTREAM',
    'The proxy cannot use this upstream URL.',
    'Not http:// or https://, a URL with credentials, or with a query where the upstream is not remote.',
    'Give the URL of the MCP endpoint alone; credentials go into an added header.',
  ),
  entry(
    'HT_E_BAD_OPTION',
    'An option of the proxy cannot be used.',
    'A number beyond its range, or a header, host, origin or network of the wrong form.',
    'The message names the option and what it can be.',
  ),
  entry(
    'HT_E_BAD_CONFIG',
    'A configuration file of the proxy does not hold.',
    'An unknown key, a value of the wrong kind, or no JSON.',
    'The message names the file and the key; docs/proxy.md lists them, and heaptide proxy --check looks without starting.',
  ),
  entry(
    'HT_E_STORE',
    'The store of sessions cannot be used.',
    'A URL of the wrong form, a user that is refused, or a missing package iovalkey.',
    'The message says which; docs/proxy.md has the forms of the URL. A store that is only out of reach is waited for.',
  ),
  entry(
    'HT_E_NOT_READY',
    'The program did not come up.',
    'It does not run under Node.js, takes longer, or --ready waits for what never comes.',
    'Read its last lines above; give --ready what tells that it is up, or a longer --timeout.',
  ),
  entry(
    'HT_E_PROGRAM_ENDED',
    'The program ended too early.',
    'It crashed, is no server, or ran out of memory.',
    'Read its last lines above; run the program and the work by hand.',
  ),
  entry(
    'HT_E_WORK_FAILED',
    'The work of a round failed.',
    'The command does not hold, the program was not ready for it, or it took longer than --round-timeout.',
    'Read its last lines above; --ready has the work wait for the program.',
  ),
  entry(
    'HT_E_BAD_BUDGET',
    'The file of sites that may grow does not hold.',
    'An allowance without a reason, an unknown key, or no JSON.',
    'The message names the entry; docs/check.md has an example.',
  ),
  entry(
    'HT_E_NO_KUBECTL',
    'Pods are reached through kubectl, and there is none.',
    'kubectl is not installed, or HEAPTIDE_KUBECTL names a program that is not there.',
    'Install kubectl, or name another program such as oc in HEAPTIDE_KUBECTL.',
  ),
  entry(
    'HT_E_KUBECTL_FAILED',
    'kubectl ended, or said that it cannot go on.',
    'A missing context, a login that has expired, or a kubectl that is too old for what is asked of it.',
    'The message repeats what kubectl said; kubectl get pods should say the same.',
  ),
  entry(
    'HT_E_NO_CLUSTER',
    'The cluster does not answer.',
    'A VPN that is not up, a cluster that is gone, or the wrong context.',
    'Run kubectl cluster-info with the same --context and --kubeconfig.',
  ),
  entry(
    'HT_E_NO_CLUSTER_ACCESS',
    'The cluster refuses what was asked.',
    'A login that has expired, or a role without the verb that the message names.',
    'Log in again, or ask for the role that heaptide doctor TARGET prints.',
  ),
  entry(
    'HT_E_NO_SUCH_POD',
    'The cluster has no such pod, workload, container or port.',
    'Another namespace or context, or a pod that was replaced.',
    'Look with kubectl get pods; give --namespace.',
  ),
  entry(
    'HT_E_POD_NOT_RUNNING',
    'The pod is there, but nothing in it runs.',
    'It is being started, cannot be scheduled, or crashes again and again.',
    'Run heaptide doctor on it: it tells how the container ended.',
  ),
  entry(
    'HT_E_PORT_REFUSED',
    'Nothing listens on the port inside the pod.',
    'The endpoint is off, or on another port.',
    'Start the process with HEAPTIDE_ADDR, name the port as in pod/NAME:6061, or take --attach.',
  ),
  entry(
    'HT_E_NO_SUCH_PROCESS',
    'There is no such process to attach to.',
    'It has ended, or the number is of another machine or container.',
    'Look for it with ps; in a pod, leave the number out.',
  ),
  entry(
    'HT_E_ATTACH_REFUSED',
    'The process was left alone, because attaching to it cannot work or would end it.',
    'It is no Node.js process, does not listen to SIGUSR1, or belongs to another user.',
    'The message names the reason and what to do instead.',
  ),
  entry(
    'HT_E_INSPECTOR',
    'The inspector of the process did not answer as it should.',
    'It did not open, another debugger closed it, or the process ended meanwhile.',
    'Try again; heaptide doctor TARGET says what stands in the way.',
  ),
  entry(
    'HT_E_WHY',
    'The process could not be asked who retains what a site allocates.',
    'It has no such site, too little memory is free, or it did not let itself be asked.',
    'The message names the reason; heaptide growth prints sites as they are asked for.',
  ),
  entry(
    'HT_E_WHY_NOT_ALLOWED',
    'The agent does not allow to be asked who retains what a site makes.',
    'It stops the program for moments, and is off unless it was asked for; or it has a token of its own.',
    'Start the process with HEAPTIDE_ALLOW_WHY=1 or --allow-why; give its token in HEAPTIDE_WHY_TOKEN.',
  ),
  entry(
    'HT_E_NO_WHY',
    'The address does not offer to be asked who retains what a site makes.',
    'An agent of an older version, or an endpoint that is none of heaptide.',
    'Update heaptide in the process, or ask by its inspector: pid:N.',
  ),
];
