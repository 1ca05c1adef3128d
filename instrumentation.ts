export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { notePeers } = await import('#lib/web/note-peers.ts')
    notePeers()
  }
}
