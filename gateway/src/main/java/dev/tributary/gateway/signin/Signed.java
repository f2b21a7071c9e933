package dev.tributary.gateway.signin;

/**
 * Who asks for a page of the console.
 *
 * @param admin who
 * @param mayWrite whether they may change something
 * @param formToken what their forms have to carry
 */
public record Signed(Admin admin, boolean mayWrite, String formToken) {

    /** Leaves the form's token out. */
    @Override
    public String toString() {
        return "Signed[" + admin.label() + "]";
    }
}
