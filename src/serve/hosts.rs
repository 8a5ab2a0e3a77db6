//! Which names the preview answers to.
//!
//! A page elsewhere on the web can make a browser ask this server under a name that points to this
//! machine ("DNS rebinding"), and would then read drafts. It can't choose the name freely: it is in
//! the request's `Host`.

use std::net::IpAddr;

use axum::http::uri::Authority;

/// The names a request may have in its `Host`.
#[derive(Debug, Clone)]
pub(super) struct AllowedHosts {
    host: String,
    /// Listening on all addresses of the machine: any address is one of them. Addresses can't be rebound.
    any_address: bool,
}

impl AllowedHosts {
    /// The names of this machine, and the one the preview listens on.
    pub fn new(host: &str) -> Self {
        AllowedHosts {
            host: host.to_owned(),
            any_address: host
                .parse::<IpAddr>()
                .is_ok_and(|address| address.is_unspecified()),
        }
    }

    /// Whether a `Host` such as `localhost:4000` is one of them.
    pub fn allow(&self, host: &str) -> bool {
        let Ok(authority) = host.parse::<Authority>() else {
            return false;
        };
        let name = authority
            .host()
            .trim_start_matches('[')
            .trim_end_matches(']');
        ["localhost", "127.0.0.1", "::1", self.host.as_str()]
            .iter()
            .any(|allowed| allowed.eq_ignore_ascii_case(name))
            || (self.any_address && name.parse::<IpAddr>().is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine() {
        let hosts = AllowedHosts::new("127.0.0.1");
        for host in [
            "localhost:4000",
            "LOCALHOST",
            "127.0.0.1:1",
            "[::1]:4000",
            "[::1]",
        ] {
            assert!(hosts.allow(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example:4000",
            "localhost@evil.example",
            "192.168.1.2",
            "::1",
            "a b",
        ] {
            assert!(!hosts.allow(host), "{host}");
        }
    }

    #[test]
    fn all_addresses_when_listening_on_all() {
        let hosts = AllowedHosts::new("0.0.0.0");
        assert!(hosts.allow("192.168.1.2:4000"));
        assert!(!hosts.allow("evil.example"));
        assert!(AllowedHosts::new("desk.local").allow("desk.local:4000"));
    }
}
