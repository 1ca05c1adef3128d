import { PageSkeleton } from '#components/page-skeleton.tsx'

export default PageSkeleton
