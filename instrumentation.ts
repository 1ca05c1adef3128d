export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { maskOutput } = await import('#lib/logging/mask-output.ts')
    const { notePeers } = await import('#lib/web/note-peers.ts')
    maskOutput()
    notePeers()
  }
}
