import { DeadEnd } from '#components/dead-end.tsx'

export default function NotFound() {
  return <DeadEnd status="404" />
}
