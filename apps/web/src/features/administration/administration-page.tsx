import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { useAdministration } from '../../api/queries';
import { Loaded, Page } from '../../ui/page';
import { PeopleTab } from './people-tab';
import { PostsTab } from './posts-tab';
import { RosterTab } from './roster-tab';
import { UnitsTab } from './units-tab';

/** What the office's administrator sets: units, posts, people, and who holds what from when to when. */
export function AdministrationPage() {
  const read = useAdministration();
  const [search, setSearch] = useSearchParams();
  return (
    <Page title="系统管理">
      <Loaded query={read}>
        {(data) => (
          <Tabs
            activeKey={search.get('tab') ?? 'units'}
            onChange={(tab) => setSearch({ tab }, { replace: true })}
            items={[
              { key: 'units', label: `单位（${data.units.length}）`, children: <UnitsTab data={data} /> },
              { key: 'posts', label: `职务和任职（${data.posts.length}）`, children: <PostsTab data={data} /> },
              { key: 'people', label: `人员（${data.people.length}）`, children: <PeopleTab data={data} /> },
              { key: 'roster', label: '导入', children: <RosterTab /> },
            ]}
          />
        )}
      </Loaded>
    </Page>
  );
}
