/** The page of registered services. */
import { Page as Frame } from "../../components/page.tsx"
import { ServiceList } from "../../features/services/components/service-list.tsx"

export const Page = () => (
  <Frame
    title="Services"
    description="Who is registered, where, and how healthy. An instance that fails its check is not handed out."
  >
    <ServiceList />
  </Frame>
)
