# Request Tracker as its Debian package brings it; only what a new place must say. Read through
# RT_SITE_CONFIG, so that nothing under /etc is touched. Values come from run.sh.
use utf8;

Set($rtname, 'peer');
Set($Organization, 'peer.example');
Set($WebDomain, '127.0.0.1');
Set($WebPort, $ENV{PEER_RT_PORT});
Set($WebPath, '');
Set($WebBaseURL, "http://127.0.0.1:$ENV{PEER_RT_PORT}");
Set($Timezone, 'Asia/Shanghai');

Set($DatabaseType, 'Pg');
Set($DatabaseHost, '127.0.0.1');
Set($DatabasePort, $ENV{PEER_PG_PORT});
Set($DatabaseName, 'rt5');
Set($DatabaseUser, 'rt5');
Set($DatabasePassword, 'rt5-on-loopback-only');

# Messages of a new ticket go to a file and not to a mail server, which spares it a process for each.
Set($MailCommand, 'testfile');
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'error');

# Its own word search: an index of PostgreSQL, as its documentation advises for anything but small places;
# PEER_RT_INDEXED=0 reads all bodies instead.
Set(%FullTextSearch,
    Enable  => 1,
    Indexed => ($ENV{PEER_RT_INDEXED} // 1),
    Table   => 'AttachmentsIndex',
    Column  => 'ContentIndex',
);

# Four processes each serve one request after another; it need not ask who sent the browser.
Set($RestrictReferrer, 0);

1;
