export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { maskOutput } = await import('#lib/logging/mask-output.ts')
    const { noteRequests } = await import('#lib/web/note-requests.ts')
    maskOutput()
    noteRequests()
  }
}
