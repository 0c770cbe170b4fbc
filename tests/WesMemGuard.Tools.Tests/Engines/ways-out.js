'use strict';
const { spawn } = require('node:child_process');
let left = false;

// WAY: "url" has Artillery ask another machine; "process" a program of its own, which loses its parent at once; else nothing.
exports.leave = function leave(context, events, done) {
  context.vars.asks = process.env.WAY === 'url';
  if (process.env.WAY === 'process' && !left) {
    left = true;
    // The leader of a group, which setsid leaves to a child of its own.
    spawn('setsid', ['bash', '-c', 'exec 3<>/dev/tcp/192.0.2.2/31000; sleep 60'], { stdio: 'ignore', detached: true });
  }

  done();
};
