/** The mark of the console: a message that arrived. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="64" height="64" rx="14" fill="#0958d9" />
      <path
        d="M14 20a6 6 0 0 1 6-6h24a6 6 0 0 1 6 6v17a6 6 0 0 1-6 6H31L20 52v-9a6 6 0 0 1-6-6z"
        fill="#fff"
      />
      <path
        d="m23 29 6.5 6.5L42 23"
        fill="none"
        stroke="#0958d9"
        strokeWidth="5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
