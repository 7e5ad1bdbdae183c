PANE
          <div className="jpi-EditorPane">
            <div className="jpi-LookBack-tabs">
              <Tabs
                label={trans.__('Files')}
                tabs={folder.files.map(({ id, name }) => ({ key: id, label: name }))}
                chosen={file?.id ?? ''}
                onChoose={chooseFile}
                controls={`${panelId}code`}
              />
            </div>
            {compares && (
              <p className="jpi-LookBack-compared">
                <Icon name="difference" />
                <span>
                  {mark === null
                    ? trans.__('Compared with the beginning')
                    : trans.__('Compared with %1', clockOf(mark.at))}
                </span>
                <Elsewhere
                  files={playback.changedBetween(mark ?? moments.first, moment)}
                  current={file}
                  onChoose={chooseFile}
                />
                <Button
                  label={trans.__('Close')}
                  icon="close"
                  iconOnly
                  look="quiet"
                  className="jpi-mod-small"
                  onClick={() => setCompares(false)}
                />
              </p>
            )}
            <div
              className="jpi-EditorPane-editor"
              data-compares={compares}
              data-colors={hasColors}
              id={`${panelId}code`}
              role="tabpanel"
              aria-label={file?.name ?? ''}
            >
              {file !== undefined && text !== null ? (
                <MomentEditor
                  backend={props.editor}
                  file={file}
                  text={text}
                  authorship={authorship}
                  compared={compared}
                  follows={follows}
                  onScrolled={() => setFollows(false)}
                  onNoDifference={endDifference}
                />
              ) : (
                <p className="jpi-LookBack-empty">{trans.__('There was no text yet.')}</p>
              )}
            </div>
            {(hasColors || compares) && <Legend playback={playback} authorship={authorship} />}
          </div>
/** The other files that have changed as well. */
function Elsewhere(props: {
  files: readonly IFile[];
  current: IFile | undefined;
  onChoose: (id: string) => void;
}): JSX.Element | null {
  const others = props.files.filter(({ id }) => id !== props.current?.id);
  const trans = useTrans();
  if (others.length === 0) {
    return null;
  }
  return (
    <span className="jpi-LookBack-elsewhere">
      {trans.__('Also changed:')}
      {others.map(({ id, name }) => (
        <Button
          key={id}
          label={name}
          look="quiet"
          className="jpi-mod-small"
          onClick={() => props.onChoose(id)}
        />
      ))}
    </span>
  );
}

/** Whose colour is whose, and how much of the text each person has typed. */
function Legend(props: { playback: Playback; authorship: IAuthorship }): JSX.Element {
  const { playback, authorship } = props;
  const trans = useTrans();
  const counts = new Map<number, number>();
  for (const { who, from, to } of authorship.authors) {
    counts.set(who, (counts.get(who) ?? 0) + to - from);
  }
  return (
    <ul className="jpi-Legend" role="list" aria-label={trans.__('Authors')}>
      {[...counts]
        .sort(([, one], [, other]) => other - one)
        .map(([who, count]) => (
          <li key={who}>
            <span className={who < 0 ? '' : `jpi-Author jpi-Author-${who % KINDS}`}>
              {who < 0 ? trans.__('nobody') : personName(playback, who, trans)}
            </span>{' '}
            <span className="jpi-Muted">{trans._n('%1 character', '%1 characters', count)}</span>
          </li>
        ))}
    </ul>
  );
}
