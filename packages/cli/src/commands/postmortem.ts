import { HeaptideError, type ReachOptions, TRANSPORT_CHOICES, writeWholeFile } from '@heaptide/targets';
import {
  renderPostmortemHtml,
  renderPostmortemJson,
  renderPostmortemMarkdown,
  renderPostmortemText,
} from '@heaptide/report/postmortem';
import type { Command } from '../command.js';
import { CLUSTER_OPTIONS, type ClusterArguments, clusterReach } from '../target/cluster-options.js';
import { SOURCE_MAP_OPTIONS, type SourceMapArguments } from '../views/source-map-options.js';
import { sourceMapping } from '../views/source-mapping.js';
import { talkTo } from '../views/talk.js';
import { textWidth } from '../views/text-width.js';
import { JSON_OUTPUT } from '../views/view-arguments.js';

interface PostmortemArguments extends SourceMapArguments, ClusterArguments {
  readonly targets: string[];
  readonly pod: string | undefined;
  readonly pid: number | undefined;
  readonly json: boolean;
  readonly markdown: boolean;
  readonly html: string | undefined;
  readonly save: string | undefined;
  readonly 'show-strings': boolean;
  readonly container: string | undefined;
  readonly transport: string;
}

/** Brings together what a dead process left behind, and says in one report what killed it. */
export const postmortemCommand: Command<PostmortemArguments> = {
  usage: 'postmortem <targets..>',
  describe: 'Say what killed a process, by what it left: captures, heap snapshots, reports, logs, pod status',
  examples: [
    ['$0 postmortem ./dumps', 'a directory: each file is used for what it is'],
    ['$0 postmortem ring/ app.log --pod pod.json', 'with what kubectl get pod -o json says'],
    ['$0 postmortem pod/web-7c9 -n shop --save web-7c9', 'what the cluster still knows of it, and keep that'],
    ['$0 postmortem ./dumps --html report.html', 'one page to send around'],
    ['$0 postmortem ./dumps --json', 'the same as data; exit status 1 means that a leak is named'],
  ],
  positionals: {
    targets: {
      type: 'string',
      array: true,
      describe: 'directories and files that a process left, or pod/NAME, deploy/NAME …',
    },
  },
  options: {
    pod: { type: 'string', describe: 'status of its pod: the output of kubectl get pod NAME -o json' },
    pid: { type: 'number', describe: 'of several processes, tell of this one' },
    json: { ...JSON_OUTPUT, describe: 'print JSON (schema heaptide.postmortem/1)' },
    markdown: { type: 'boolean', default: false, describe: 'print Markdown, as for an issue' },
    html: { type: 'string', describe: 'write the report into this file, too, as one page' },
    save: { type: 'string', describe: 'directory to keep in what is fetched of a pod' },
    'show-strings': {
      type: 'boolean',
      default: false,
      describe: 'show what strings and keys of data hold; they may be secrets',
    },
    container: { alias: 'c', type: 'string', describe: 'container of a pod that has several' },
    ...CLUSTER_OPTIONS,
    transport: {
      type: 'string',
      default: 'auto',
      choices: TRANSPORT_CHOICES,
      describe: `how bytes get out of a pod: ${TRANSPORT_CHOICES.join(', ')}`,
    },
    ...SOURCE_MAP_OPTIONS,
  },
  async run(args, context) {
    const { json, markdown, html, pod, pid, save } = args;
    if (json && markdown) throw new HeaptideError('HT_E_USAGE', 'either --json or --markdown');
    const talk = talkTo(context);
    // It pulls in what reaches pods and reads heap snapshots, which help can do without.
    const { runPostmortem } = await import('../postmortem/run-postmortem.js');
    const mapping = await sourceMapping(args, context);
    const report = await runPostmortem([...args.targets, ...(pod === undefined ? [] : [pod])], {
      pid,
      save,
      showStrings: args['show-strings'],
      mapping,
      settings: { reach: reachOf(args), env: context.env, signal: context.signal },
      talk: (line) => talk(`heaptide: ${line}`),
    });
    mapping.tell();
    if (context.signal.aborted) return 130;
    if (html !== undefined) {
      await writeWholeFile(html, renderPostmortemHtml(report), 0o600);
      talk(`wrote ${html}`);
    }
    context.stdout.write(
      json
        ? renderPostmortemJson(report)
        : markdown
          ? renderPostmortemMarkdown(report)
          : renderPostmortemText(report, { width: textWidth(context.stdout) }),
    );
    return report.verdict === 'leak' || report.verdict === 'backlog' ? 1 : 0;
  },
};

function reachOf(args: PostmortemArguments): ReachOptions {
  const { container, transport } = args;
  return {
    ...clusterReach(args),
    ...(container === undefined ? {} : { container }),
    // `choices` has been held against it.
    transport: transport as ReachOptions['transport'] & string,
  };
}
