#!/usr/bin/env node
// On PATH under this name, kubectl has the command as `kubectl heaptide`.
await import('./heaptide.js');
