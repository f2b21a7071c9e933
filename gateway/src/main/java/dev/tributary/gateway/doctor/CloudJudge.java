package dev.tributary.gateway.doctor;

/** Judges whether the API host of Confluence Cloud is one: it knows no one without a token, and says so. */
final class CloudJudge {

    private CloudJudge() {}

    static Judgement judge(Place place, Heard.Answered heard) {
        int status = heard.answer().status();
        if (status == 401 || status == 403) {
            return Judgement.well("Atlassian's API at " + place.base());
        }
        if (status >= 500) {
            return Judgement.of(
                    "status " + status,
                    Advice.error(
                            null,
                            "The API host does not work just now (status " + status + ").",
                            "No call can be made.",
                            "See status.atlassian.com, and run this again."));
        }
        return Judgement.of(
                "status " + status,
                Advice.error(
                        place.edition("hosts.api"),
                        "At " + place.base()
                                + " is no API of Atlassian's: it answers a request without a token with status "
                                + status + ".",
                        "Users' tokens would be sent there.",
                        "Correct " + place.edition("hosts.api") + ", or remove " + place.edition("hosts")
                                + " for Atlassian's own."));
    }
}
