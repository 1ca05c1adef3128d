// Preloaded (`node --import`) into what the demo starts: when the demo is gone, even by SIGKILL,
// the channel to it closes and the process ends itself. Its own children are not concerned: they
// inherit this preload, but their parent is another.
if (process.connected && process.env.ENDS_WITH === String(process.ppid)) {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), 8000).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel?.unref()
}

export {}
