#!/usr/bin/env node
// kubectl runs it to complete `kubectl heaptide …`: words come as arguments, and candidates are read line by line.
process.argv.splice(2, 0, '--get-kubectl-completions');
await import('./heaptide.js');
