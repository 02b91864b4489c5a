//! Hosts in many spellings.

use super::{Reach, reach};

#[test]
fn every_spelling_of_the_metadata_address_is_known() {
    for host in [
        "169.254.169.254",
        "169.254.169.254.",
        "169.254.170.2",
        "2852039166",
        "0xA9FEA9FE",
        "0xa9.0xfe.0xa9.0xfe",
        "0251.0376.0251.0376",
        "0251.254.0xa9.0376",
        "169.254.43518",
        "169.16689662",
        "[::ffff:169.254.169.254]",
        "[::ffff:a9fe:a9fe]",
        "[64:ff9b::a9fe:a9fe]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "%31%36%39.254.169.254",
        "①⑥⑨.254.169.254",
        "１６９。254。169。254",
        "user@169.254.169.254",
        "METADATA.google.internal",
        "metadata.google.internal.",
        "169.254.169.254.nip.io",
        "app-169-254-169-254.sslip.io",
        "100.100.100.200",
        "168.63.129.16",
    ] {
        for url in [
            format!("http://{host}/latest"),
            format!("https://{host}:8080"),
            format!("http://{host}"),
        ] {
            assert_eq!(reach(&url), Reach::Metadata, "{url}");
        }
    }
}

#[test]
fn this_machine_is_known() {
    for host in [
        "localhost",
        "LOCALHOST.",
        "app.localhost",
        "127.0.0.1",
        "127.1",
        "[::1]",
        "0x7f000001",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
    ] {
        assert_eq!(reach(&format!("http://{host}:3000/mcp")), Reach::Loopback, "{host}");
    }
}

#[test]
fn other_hosts_are_other() {
    for host in [
        "mcp.acme.example",
        "localhost.acme.example",
        "notlocalhost",
        "metadata.acme.example",
        "10.0.0.1",
        "1.2.3.4.5",
        "169.254.169.254.acme.example",
        "127.0.0.1.nip.io",
        "256.1.1.1",
        "[2001:db8::1]",
        "08.1.1.1",
    ] {
        assert_eq!(reach(&format!("https://{host}/mcp")), Reach::Other, "{host}");
    }
    assert_eq!(reach("nonsense"), Reach::Other);
}
